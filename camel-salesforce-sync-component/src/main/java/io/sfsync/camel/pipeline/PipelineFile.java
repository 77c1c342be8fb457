/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * A load by configuration, as a YAML or JSON file has it.
 *
 * @param source where the records come from, {@code null} where the file does not say
 * @param endpoint the operation and its object, such as {@code sfsync:upsert:Account}
 * @param options the endpoint's options
 */
public record PipelineFile(@Nullable PipelineSource source, String endpoint, Map<String, Object> options) {
    /** Keeps a copy. */
    public PipelineFile {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Reads a file and checks it whole: its keys and values, the mapping, the options of the endpoint and where errors
     * go. Nothing is read from the source, and nothing is sent.
     *
     * @param location a file or resource of Camel, such as {@code file:routes/pipelines/accounts.yaml}; placeholders in
     *     it are resolved
     * @param folder what source files that are not absolute are relative to
     * @throws IllegalArgumentException if anything is wrong, with the file, the line and the way out
     */
    public static PipelineFile load(CamelContext context, String location, Path folder) {
        PipelineFile file = parse(context, location, folder);
        // makes the endpoint, which reads the mapping and checks the options with each other
        context.getEndpoint(file.target());
        PipelineSource from = file.source();
        if (from != null) {
            context.getEndpoint(from.uri());
        }
        return file;
    }

    private static PipelineFile parse(CamelContext context, String location, Path folder) {
        Problems problems = new Problems(
                location, found -> new IllegalArgumentException(String.join(System.lineSeparator(), found)));
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, location)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            DocumentNode root =
                    DocumentNode.parse(location, new StringReader(Placeholders.resolve(context, text)), problems);
            PipelineFile file = new PipelineReader(context, location, folder, problems).read(root);
            problems.throwIfAny();
            return file;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalArgumentException(
                    location + ":" + line + ": neither YAML nor JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    location + " cannot be read: name a file as file:routes/pipelines/accounts.yaml or a resource as"
                            + " classpath:accounts.yaml",
                    e);
        }
    }

    /** The endpoint with its options, as a route names it. */
    public String target() {
        return options.isEmpty() ? endpoint : endpoint + "?" + PipelineSource.query(options);
    }

    /** The same with an option where it has none of this name. */
    PipelineFile withDefault(String option, String value) {
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.putIfAbsent(option, value);
        return new PipelineFile(source, endpoint, more);
    }
}
