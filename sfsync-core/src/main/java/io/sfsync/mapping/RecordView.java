/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.Absent;
import io.sfsync.record.SourceRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as the map that expressions see; made once, where it is asked for. */
final class RecordView {
    private final SourceRecord record;
    private @Nullable Map<String, @Nullable Object> map;

    RecordView(SourceRecord record) {
        this.record = record;
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> made = map;
        if (made == null) {
            Map<String, @Nullable Object> cells = new LinkedHashMap<>();
            List<String> names = record.header().names();
            for (int i = 0; i < names.size(); i++) {
                Object cell = record.cell(i);
                if (cell != Absent.VALUE) {
                    cells.putIfAbsent(names.get(i), cell);
                }
            }
            made = Collections.unmodifiableMap(cells);
            map = made;
        }
        return made;
    }
}
