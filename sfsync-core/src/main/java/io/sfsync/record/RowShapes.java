/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of maps: nested maps become columns with dots, and maps with the same keys in the same order share one
 * header. A key that holds a dot itself wins over a nested one of the same path.
 */
final class RowShapes {
    private static final int MAX_SHAPES = 1_000;
    private static final int MAX_DEPTH = 32;

    private final Map<List<String>, Header> shapes = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private Header last = Header.of(List.of());

    /** The map as a record; what cannot be laid out in columns is a malformed one. */
    SourceRecord toRecord(long position, long line, Map<?, ?> map) {
        names.clear();
        values.clear();
        if (!flatten("", map, 0)) {
            return SourceRecord.malformed(
                    position, line, last, "", "is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (!names.equals(last.names())) {
            dropShadowed(map);
            last = headerOf(names);
        }
        return SourceRecord.of(position, line, last, values.toArray());
    }

    private boolean flatten(String prefix, Map<?, ?> map, int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = prefix.isEmpty() ? String.valueOf(entry.getKey()) : prefix + entry.getKey();
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> nested) {
                if (!flatten(key + ".", nested, depth + 1)) {
                    return false;
                }
            } else {
                names.add(key);
                values.add(value);
            }
        }
        return true;
    }

    private void dropShadowed(Map<?, ?> map) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values.get(i));
        }
        if (row.size() == names.size()) {
            return;
        }
        row.replaceAll(
                (name, value) -> map.containsKey(name) && !(map.get(name) instanceof Map) ? map.get(name) : value);
        names.clear();
        values.clear();
        names.addAll(row.keySet());
        values.addAll(row.values());
    }

    private Header headerOf(List<String> columns) {
        Header known = shapes.get(columns);
        if (known == null) {
            known = Header.of(columns);
            if (shapes.size() < MAX_SHAPES) {
                shapes.put(known.names(), known);
            }
        }
        return known;
    }
}
