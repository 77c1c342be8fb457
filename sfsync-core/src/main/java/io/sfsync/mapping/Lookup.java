/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.Suggestion;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.Header;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a value by what a table has for it: {@code {file: countries.csv, key: code, value: name}}, read once, or the
 * ids that earlier loads gave, {@code idMap(customers)}. A value that the table lacks is refused unless there is an
 * {@code otherwise}.
 *
 * @param transform the replacement
 * @param content stands for what the table holds, for the fingerprint of the mapping
 */
record Lookup(Transform transform, String content) {
    private static final Pattern ID_MAP = Pattern.compile("idMap\\(\\s*([\\w.-]+)\\s*\\)");

    static Lookup of(@Nullable Object argument, MappingContext context) {
        Arguments arguments = Arguments.of(argument, "file", "key", "value", "otherwise", "idMap");
        Matcher matcher = ID_MAP.matcher(arguments.text("file", ""));
        String idMap = matcher.matches() ? matcher.group(1) : arguments.text("idMap", "");
        String otherwise = arguments.text("otherwise");
        try {
            return idMap.isEmpty() ? table(arguments, otherwise, context) : ids(idMap, otherwise, context);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("transform 'lookup' " + e.getMessage() + ", was '" + argument + "'", e);
        }
    }

    private static Lookup ids(String name, @Nullable String otherwise, MappingContext context) {
        IdMap ids = context.idMaps().named(name);
        return new Lookup(
                value -> {
                    String id = ids.id(value.toString());
                    if (id == null && otherwise == null) {
                        throw new TransformException("is no key of the id map '" + name + "'; load the records that it"
                                + " refers to first, with idMap=" + name);
                    }
                    return id == null ? otherwise : id;
                },
                "");
    }

    private static Lookup table(Arguments arguments, @Nullable String otherwise, MappingContext context) {
        String file = arguments.text("file");
        if (file == null) {
            throw new IllegalArgumentException(
                    "needs a file with columns, as in {lookup: {file: countries.csv, key: code,"
                            + " value: name}}, or an id map, as in {lookup: idMap(customers)}");
        }
        Map<String, @Nullable Object> table;
        try (RecordReader rows = RecordReaders.csv(context.files().open(file), CsvFormat.DEFAULT)) {
            table = read(rows, file, arguments);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the file '" + file + "'", e);
        }
        return new Lookup(replacing(table, otherwise, "is no key of the table '" + file + "'"), table.hashCode() + "");
    }

    /** Replaces values by those of a map. */
    static Transform replacing(Map<String, ?> table, @Nullable Object otherwise, String refusal) {
        return value -> {
            String key = value.toString();
            Object found = table.get(key);
            if (found == null && !table.containsKey(key)) {
                if (otherwise == null) {
                    throw new TransformException(refusal);
                }
                return otherwise;
            }
            return found;
        };
    }

    private static Map<String, @Nullable Object> read(RecordReader rows, String file, Arguments arguments)
            throws IOException {
        Header header = rows.header();
        List<String> names = header == null ? List.of() : header.names();
        if (names.size() < 2) {
            throw new IllegalArgumentException("needs a table of at least two columns in '" + file + "'");
        }
        String key = column(arguments.text("key", names.get(0)), names, file);
        String value = column(arguments.text("value", names.get(1)), names, file);
        Map<String, @Nullable Object> table = new HashMap<>();
        for (SourceRecord row = rows.next(); row != null; row = rows.next()) {
            Object cell = row.isMalformed() ? null : row.get(key);
            if (cell == null) {
                throw new IllegalArgumentException(
                        "finds no key in line " + row.line() + " of '" + file + "': correct the table");
            }
            if (table.put(cell.toString(), row.get(value)) != null) {
                throw new IllegalArgumentException(
                        "finds a key twice, in line " + row.line() + " of '" + file + "': correct the table");
            }
        }
        return table;
    }

    private static String column(String name, List<String> names, String file) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "finds no column '" + name + "' in '" + file + "'" + Suggestion.of(name, names));
        }
        return name;
    }
}
