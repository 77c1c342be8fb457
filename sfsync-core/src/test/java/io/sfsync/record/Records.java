/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads sources to their end. */
public final class Records {
    private Records() {}

    /** All records of a reader. */
    public static List<SourceRecord> all(RecordReader reader) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
            records.add(next);
        }
        return records;
    }

    /** The cells of a record by column. */
    public static Map<String, Object> cells(SourceRecord record) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (String name : record.header().names()) {
            cells.put(name, record.get(name));
        }
        return cells;
    }
}
