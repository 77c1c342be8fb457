/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.pipeline;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import io.sfsync.document.Suggestion;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.jspecify.annotations.Nullable;

/** Reads what a pipeline file says about its source. */
final class SourceReader {
    private static final String TYPE = "type";
    private static final String PATH = "path";
    private static final String URI = "uri";
    private static final String PARAMETERS = "parameters";
    private static final Set<String> KEYS = Set.of(TYPE, PATH, URI, PARAMETERS);
    private static final Map<String, String> CONTENT_TYPES =
            Map.of("csv", "text/csv", "json", "application/json", "ndjson", "application/x-ndjson");

    /** A scheme of one letter is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][\\w+.-]+:.*", Pattern.DOTALL);

    private final CamelContext context;
    private final Path folder;
    private final Problems problems;

    SourceReader(CamelContext context, Path folder, Problems problems) {
        this.context = context;
        this.folder = folder;
        this.problems = problems;
    }

    @Nullable
    PipelineSource read(@Nullable DocumentNode source) {
        if (source == null) {
            return null;
        }
        if (!source.isMap()) {
            return named(source, source.text());
        }
        Map<String, DocumentNode> keys = source.entries();
        keys.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                problems.add(value.line(), "unknown key '" + key + "' of source" + Suggestion.of(key, KEYS));
            }
        });
        DocumentNode uri = keys.get(URI);
        DocumentNode path = keys.get(PATH);
        if (uri != null && path == null) {
            return endpoint(uri, keys.get(PARAMETERS));
        }
        if (path != null && uri == null) {
            return file(path, contentType(keys.get(TYPE)));
        }
        DocumentNode type = keys.get(TYPE);
        String hint = type != null && type.text().equals("database")
                ? "; a database is read as {uri: 'sql:SELECT …?outputType=StreamList'}"
                : "";
        problems.add(source.line(), "source needs either 'path', a file, or 'uri', an endpoint of Camel" + hint);
        return null;
    }

    private String contentType(@Nullable DocumentNode type) {
        if (type == null) {
            return "";
        }
        String known = CONTENT_TYPES.get(type.text());
        if (known == null) {
            problems.add(
                    type.line(),
                    "'type' of source must be one of csv, json, ndjson, was '" + type.text()
                            + "'; anything else is read with 'uri'");
            return "";
        }
        return known;
    }

    private PipelineSource endpoint(DocumentNode uri, @Nullable DocumentNode parameters) {
        Map<String, Object> more = new LinkedHashMap<>();
        if (parameters != null) {
            parameters.entries().forEach((name, value) -> more.put(name, value.text()));
        }
        EndpointUriFactory factory = uri.text().contains(":")
                ? null
                : context.getCamelContextExtension().getEndpointUriFactory(uri.text());
        try {
            // a component alone takes what else would stand behind its colon by name, too
            return factory == null
                    ? PipelineSource.ofEndpoint(uri.text(), more)
                    : PipelineSource.ofEndpoint(factory.buildUri(uri.text(), more), Map.of());
        } catch (URISyntaxException | IllegalArgumentException e) {
            problems.add(uri.line(), "source " + uri.text() + ": " + e.getMessage());
            return PipelineSource.ofEndpoint(uri.text(), Map.of());
        }
    }

    private @Nullable PipelineSource named(DocumentNode source, String text) {
        if (!SCHEME.matcher(text).matches()) {
            return file(source, "");
        }
        String path = text.replaceFirst("^file:(//)?", "").replaceFirst("\\?.*", "");
        if (text.startsWith("file:") && Files.isRegularFile(folder.resolve(path))) {
            problems.add(
                    source.line(),
                    "source " + text + ": 'file:' reads a folder, and this is a file; write source: " + path);
        }
        return PipelineSource.ofEndpoint(text, Map.of());
    }

    private @Nullable PipelineSource file(DocumentNode path, String contentType) {
        Path file;
        try {
            file = folder.resolve(path.text());
        } catch (InvalidPathException e) {
            problems.add(path.line(), "source '" + path.text() + "' is no path: " + e.getReason());
            return null;
        }
        if (path.text().isBlank() || path.isList() || !Files.isRegularFile(file) || !Files.isReadable(file)) {
            problems.add(
                    path.line(),
                    "source " + (path.isList() ? "must be one file" : file)
                            + ": there is no such file that can be read; check the path, or name an endpoint as"
                            + " {uri: 'sql:SELECT …'}");
            return null;
        }
        return PipelineSource.ofFile(file, contentType);
    }
}
