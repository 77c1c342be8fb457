/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import io.sfsync.document.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads mapping files (YAML, UTF-8).
 *
 * <pre>{@code
 * version: 1
 * missing: ["NULL"]
 * fields:
 *   Name: Security
 *   YearStarted: {from: Founded, do: [{match: '\d{4}'}]}
 *   Type: {value: Customer}
 * }</pre>
 *
 * <p>A file with {@code mapping:} instead of {@code fields:} is keyed by source column.
 */
public final class MappingFile {
    private static final String VERSION = "version";
    private static final String FIELDS = "fields";
    private static final String MAPPING = "mapping";
    private static final String MISSING = "missing";
    private static final String STRICT = "strict";
    private static final String EMPTY_AS_NULL = "emptyAsNull";
    static final Set<String> KEYS = Set.of(VERSION, FIELDS, MAPPING, MISSING, EMPTY_AS_NULL, STRICT);

    private MappingFile() {}

    /**
     * Reads a file.
     *
     * @throws MappingException if it is no mapping, with every problem, its line and the way out
     * @throws IOException if it cannot be read
     */
    public static RecordMapping parse(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        MappingContext.Files siblings =
                name -> Files.newBufferedReader(folder == null ? Path.of(name) : folder.resolve(name));
        try (Reader text = Files.newBufferedReader(file)) {
            return parse(file.toString(), text, MappingContext.PLAIN.withFiles(siblings));
        }
    }

    /** Reads a file from a stream, which is not closed; see {@link #parse(Path)}. */
    public static RecordMapping parse(String name, InputStream in) throws IOException {
        return parse(name, new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Reads a file from text, which is not closed; see {@link #parse(Path)}. */
    public static RecordMapping parse(String name, Reader text) throws IOException {
        return parse(name, text, MappingContext.PLAIN);
    }

    /** Reads a file that may use transforms of the application; see {@link #parse(String, Reader, MappingContext)}. */
    public static RecordMapping parse(String name, Reader text, Transforms transforms) throws IOException {
        return parse(name, text, MappingContext.PLAIN.withTransforms(transforms));
    }

    /**
     * Reads a file that refers to what the application has. A file whose name ends in {@code .sdl} is one of Data
     * Loader, any other is YAML or JSON. Of a pipeline file, which has {@code object} or {@code sobject}, the mapping
     * in it is read.
     *
     * @param name what messages call the file
     * @param text not closed
     * @param context what the file may refer to
     * @throws MappingException if it is no mapping, with every problem, its line and the way out
     * @throws IOException if it cannot be read
     */
    public static RecordMapping parse(String name, Reader text, MappingContext context) throws IOException {
        Problems problems = new Problems(name, MappingException::new);
        if (name.toLowerCase(Locale.ROOT).endsWith(".sdl")) {
            List<FieldRule> rules = new DataLoaderMapping(problems).rules(text);
            problems.throwIfAny();
            return new CompiledMapping(rules, MissingValues.NONE, false);
        }
        try {
            return compile(PipelineMapping.of(DocumentNode.parse(name, text, problems), problems), problems, context);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String message = e.getOriginalMessage();
            int end = message.indexOf('\n');
            problems.add(line, "no YAML: " + (end < 0 ? message : message.substring(0, end)));
            problems.throwIfAny();
            throw e;
        }
    }

    /**
     * A mapping of plain values that have the form of a file.
     *
     * @param document {@code version}, {@code fields} and so on; a transform may be a {@link Transform} itself instead
     *     of its name
     * @throws MappingException if it is no mapping, with every problem and the way out
     */
    public static RecordMapping of(Map<String, ?> document, MappingContext context) {
        return compile(DocumentNode.of(document), new Problems("mapping", MappingException::new), context);
    }

    private static RecordMapping compile(DocumentNode root, Problems problems, MappingContext context) {
        Map<String, DocumentNode> entries = root.entries();
        if (!root.isMap()) {
            problems.add(root.line(), "a mapping file starts with 'version: 1' and has 'fields:'");
        }
        entries.forEach((key, node) -> {
            if (!KEYS.contains(key)) {
                problems.add(node.line(), "unknown key '" + key + "'" + Suggestion.of(key, KEYS));
            }
        });
        checkVersion(entries, problems);
        boolean strict = flag(entries.get(STRICT), STRICT, problems);
        boolean empty = flag(entries.get(EMPTY_AS_NULL), EMPTY_AS_NULL, problems);
        Set<String> missingWords = missingWords(entries.get(MISSING), problems);
        List<FieldRule> rules = rules(root, problems, context);
        MoneyTransforms.lostCurrency(rules).ifPresent(problem -> problems.add(root.line(), problem));
        problems.throwIfAny();
        return new CompiledMapping(rules, new MissingValues(missingWords, empty), strict);
    }

    private static void checkVersion(Map<String, DocumentNode> entries, Problems problems) {
        DocumentNode version = entries.get(VERSION);
        if (version != null && !version.text().equals("1")) {
            problems.add(version.line(), "version must be 1, was '" + version.text() + "'");
        } else if (version == null && entries.containsKey(FIELDS)) {
            problems.add(1, "'version: 1' is missing");
        }
    }

    private static List<FieldRule> rules(DocumentNode root, Problems problems, MappingContext context) {
        DocumentNode fields = root.entries().get(FIELDS);
        DocumentNode mapping = root.entries().get(MAPPING);
        if (fields != null && mapping != null) {
            problems.add(
                    mapping.line(),
                    "'fields' (keyed by target field) and 'mapping' (keyed by source column) are both there;"
                            + " keep one of them");
            return List.of();
        }
        DocumentNode body = fields != null ? fields : mapping;
        if (body == null || !body.isMap() || body.entries().isEmpty()) {
            if (root.isMap()) {
                problems.add(root.line(), "'fields:' is missing or names no field");
            }
            return List.of();
        }
        return fields != null
                ? new TargetKeyedMapping(problems, context).rules(body)
                : new SourceKeyedMapping(problems, context).rules(body);
    }

    private static Set<String> missingWords(@Nullable DocumentNode node, Problems problems) {
        Set<String> words = new HashSet<>();
        for (DocumentNode item : node == null ? List.<DocumentNode>of() : node.items()) {
            if (item.isMap() || item.isList() || item.content() == null) {
                problems.add(item.line(), "'missing' takes a list of words; quote them, as in missing: [\"NULL\"]");
            } else {
                words.add(item.text());
            }
        }
        return words;
    }

    /** A key that is true or false, false where it is not there. */
    static boolean flag(@Nullable DocumentNode node, String key, Problems problems) {
        if (node == null) {
            return false;
        }
        if (!(node.content() instanceof Boolean value)) {
            problems.add(node.line(), "'" + key + "' must be true or false, was '" + node.text() + "'");
            return false;
        }
        return value;
    }
}
