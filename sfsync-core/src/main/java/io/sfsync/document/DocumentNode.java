/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a file that knows its line.
 *
 * @param line 1-based line, 0 where it comes from no file
 * @param content a map of nodes by key, a list of nodes, or a single value
 * @param text a single value as it is written
 */
public record DocumentNode(int line, @Nullable Object content, String text) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    /**
     * A file's root; empty for an empty file.
     *
     * @param name the file's name: one that ends in {@code .json} is JSON, any other YAML
     * @param text not closed
     * @param problems takes keys that are there twice
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not of that form
     */
    public static DocumentNode parse(String name, Reader text, Problems problems) throws IOException {
        JsonFactory factory = name.toLowerCase(Locale.ROOT).endsWith(".json") ? JSON : YAML;
        try (JsonParser parser = factory.createParser(text)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            return parser.nextToken() == null ? new DocumentNode(1, null, "") : read(parser, problems);
        }
    }

    private static DocumentNode read(JsonParser parser, Problems problems) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return readMap(parser, line, problems);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<DocumentNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser, problems));
            }
            return new DocumentNode(line, items, "");
        }
        return new DocumentNode(line, scalar(parser), String.valueOf(parser.getText()));
    }

    private static DocumentNode readMap(JsonParser parser, int line, Problems problems) throws IOException {
        Map<String, DocumentNode> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (entries.put(key, read(parser, problems)) != null) {
                problems.add(keyLine, "'" + key + "' is there twice");
            }
        }
        return new DocumentNode(line, entries, "");
    }

    private static @Nullable Object scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> parser.getText();
        };
    }

    /** The same of plain Java values. */
    public static DocumentNode of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, DocumentNode> entries = new LinkedHashMap<>();
            map.forEach((key, item) -> entries.put(String.valueOf(key), of(item)));
            return new DocumentNode(0, entries, "");
        }
        if (value instanceof List<?> list) {
            return new DocumentNode(0, list.stream().map(DocumentNode::of).toList(), "");
        }
        return new DocumentNode(0, value, String.valueOf(value));
    }

    /** The same as plain Java values: maps, lists and single values. */
    @Nullable
    public Object plain() {
        if (isMap()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries().forEach((key, node) -> map.put(key, node.plain()));
            return map;
        }
        return isList() ? items().stream().map(DocumentNode::plain).toList() : content;
    }

    public boolean isMap() {
        return content instanceof Map;
    }

    public boolean isList() {
        return content instanceof List;
    }

    /** The entries of a map, none for anything else. */
    @SuppressWarnings("unchecked") // only maps of nodes are ever made
    public Map<String, DocumentNode> entries() {
        return content instanceof Map<?, ?> map ? (Map<String, DocumentNode>) map : Map.of();
    }

    /** The items of a list; anything else is a list of itself. */
    @SuppressWarnings("unchecked") // only lists of nodes are ever made
    public List<DocumentNode> items() {
        return content instanceof List<?> list ? (List<DocumentNode>) list : List.of(this);
    }
}
