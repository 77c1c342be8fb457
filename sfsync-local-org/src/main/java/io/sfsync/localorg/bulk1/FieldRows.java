/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers rows that each name their own fields, as XML and JSON have them, into a group with common columns. */
final class FieldRows {
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>(Dml.CHUNK);

    boolean isFull() {
        return rows.size() == Dml.CHUNK;
    }

    /** Adds a row: values by column name; {@link Row#CLEAR} for null. */
    void add(Map<String, Object> row) {
        row.keySet().forEach(name -> columns.putIfAbsent(name, columns.size()));
        rows.add(row);
    }

    BatchReader.RowGroup toGroup() {
        List<Row> all = new ArrayList<>(rows.size());
        for (Map<String, Object> row : rows) {
            @Nullable Object[] cells = new @Nullable Object[columns.size()];
            row.forEach((name, value) -> cells[columns.getOrDefault(name, 0)] = value);
            all.add(Row.of(cells));
        }
        return new BatchReader.RowGroup(new ArrayList<>(columns.keySet()), all);
    }
}
