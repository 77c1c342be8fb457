/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a schema file: the value there, and the words to name it in an error.
 *
 * @param file what the file is called
 * @param path the keys that lead here, joined by dots
 * @param value what stands there
 */
record SchemaNode(String file, String path, JsonNode value) {

    SchemaNode child(String key) {
        JsonNode found = value.get(key);
        return new SchemaNode(
                file, path.isEmpty() ? key : path + "." + key, found == null ? MissingNode.getInstance() : found);
    }

    boolean isPresent() {
        return !value.isMissingNode() && !value.isNull();
    }

    /** The entries of a mapping, in order; none if nothing stands here. */
    List<SchemaNode> entries() {
        if (!isPresent()) {
            return List.of();
        }
        if (!value.isObject()) {
            throw error("must be a mapping", "write one key to a line below it");
        }
        List<SchemaNode> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            entries.add(child(entry.getKey()));
        }
        return entries;
    }

    /** The items of a list, or the value itself where a single one stands; none if nothing stands here. */
    List<SchemaNode> items() {
        if (!isPresent()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(this);
        }
        List<SchemaNode> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            items.add(new SchemaNode(file, path + "[" + i + "]", value.get(i)));
        }
        return items;
    }

    /** The last key of the path. */
    String key() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    String text() {
        if (!value.isValueNode() || !isPresent()) {
            throw error("must be a text", "give it a value");
        }
        return value.asText();
    }

    String text(String fallback) {
        return isPresent() ? text() : fallback;
    }

    @Nullable
    String textOrNull() {
        return isPresent() ? text() : null;
    }

    boolean flag(boolean fallback) {
        if (!isPresent()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw error("must be true or false, was " + value, "write true or false without quotes");
        }
        return value.booleanValue();
    }

    int number(int fallback) {
        if (!isPresent()) {
            return fallback;
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw error("must be a whole number of at least 0, was " + value, "write digits only");
        }
        return value.intValue();
    }

    void allow(Set<String> keys) {
        for (SchemaNode entry : entries()) {
            String key = entry.path().substring(path.isEmpty() ? 0 : path.length() + 1);
            if (!keys.contains(key)) {
                throw entry.error(
                        "is not known", "use one of " + keys.stream().sorted().toList());
            }
        }
    }

    SchemaException error(String problem, String wayOut) {
        return new SchemaException(file + ": " + (path.isEmpty() ? "the file" : path) + " " + problem + "; " + wayOut);
    }
}
