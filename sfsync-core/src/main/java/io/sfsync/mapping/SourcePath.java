/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a record: a column, or a way into the value of a column, such as {@code lines[0].price}. A
 * column whose name is the whole path wins.
 */
final class SourcePath {
    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d+)]");

    private static final Object[] NO_STEPS = {};

    private final String text;
    private final boolean anyCase;

    SourcePath(String text) {
        this(text, false);
    }

    private SourcePath(String text, boolean anyCase) {
        this.text = text;
        this.anyCase = anyCase;
    }

    /** A column whose name may be written otherwise in small and capital letters. */
    static SourcePath inAnyCase(String text) {
        return new SourcePath(text, true);
    }

    /** The path against one header: which column it starts in, and the steps from there. */
    Located in(Header header) {
        int whole = anyCase ? indexInAnyCase(header) : header.indexOf(text);
        if (whole >= 0) {
            return new Located(whole, NO_STEPS);
        }
        for (int end = text.length() - 1; end > 0; end--) {
            char c = text.charAt(end);
            int column = c == '.' || c == '[' ? header.indexOf(text.substring(0, end)) : -1;
            if (column >= 0) {
                return new Located(column, steps(text.substring(end)).toArray());
            }
        }
        return new Located(-1, NO_STEPS, parts(header));
    }

    /** The columns that a nested map of this name was taken apart into. */
    private Map<String, Integer> parts(Header header) {
        Map<String, Integer> parts = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.names().get(i);
            if (name.startsWith(text + ".")) {
                parts.putIfAbsent(name.substring(text.length() + 1), i);
            }
        }
        return parts;
    }

    private int indexInAnyCase(Header header) {
        int exact = header.indexOf(text);
        for (int i = 0; exact < 0 && i < header.size(); i++) {
            exact = header.names().get(i).equalsIgnoreCase(text) ? i : -1;
        }
        return exact;
    }

    private static List<Object> steps(String rest) {
        List<Object> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(rest);
        while (matcher.find()) {
            steps.add(matcher.group(1) != null ? matcher.group(1) : Integer.valueOf(matcher.group(2)));
        }
        return steps;
    }

    @Override
    public String toString() {
        return text;
    }

    /** A path in records of one header: its column, and the steps from there. */
    static final class Located {
        private final int column;
        /** Names of map keys and places in lists. */
        private final Object[] steps;

        /** Columns by their names below the path, where it is a map that was taken apart. */
        private final Map<String, Integer> parts;

        private Located(int column, Object[] steps) {
            this(column, steps, Map.of());
        }

        private Located(int column, Object[] steps, Map<String, Integer> parts) {
            this.column = column;
            this.steps = steps;
            this.parts = parts;
        }

        /** The 0-based column, -1 where the records have none for this path. */
        int column() {
            return column;
        }

        /** The value, {@code null} where it is missing, {@link Absent#VALUE} where the record does not have the path. */
        @Nullable
        Object read(SourceRecord record) {
            if (!parts.isEmpty()) {
                return whole(record);
            }
            Object value = record.cell(column);
            for (Object step : steps) {
                if (value == null || value == Absent.VALUE) {
                    return value;
                }
                value = step instanceof Integer place ? at(value, place) : under(value, step);
            }
            return value;
        }

        private Object whole(SourceRecord record) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            parts.forEach((name, place) -> {
                Object value = record.cell(place);
                if (value != Absent.VALUE) {
                    map.put(name, value);
                }
            });
            return map.isEmpty() ? Absent.VALUE : map;
        }

        private static @Nullable Object at(Object value, int place) {
            return value instanceof List<?> list && place < list.size() ? list.get(place) : Absent.VALUE;
        }

        private static @Nullable Object under(Object value, Object key) {
            return value instanceof Map<?, ?> map && map.containsKey(key) ? map.get(key) : Absent.VALUE;
        }
    }
}
