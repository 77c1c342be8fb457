/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sfsync.record.Absent;
import io.sfsync.record.SourceRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns that error and success records have before those of the source. */
public final class OutcomeColumns {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BETWEEN_ERRORS = "; ";

    /** Column names in their order, each with what stands in it. */
    private static final Map<String, Function<OutcomeRecord, @Nullable Object>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("_row", r -> r.outcome().row());
        COLUMNS.put("_line", r -> r.outcome().line());
        COLUMNS.put("_outcome", r -> r.outcome().kind().label());
        COLUMNS.put("_id", r -> r.outcome().id());
        COLUMNS.put("_created", OutcomeColumns::created);
        COLUMNS.put("_code", r -> joined(r, RecordError::code));
        COLUMNS.put("_message", r -> joined(r, RecordError::message));
        COLUMNS.put("_fields", r -> joined(r, error -> String.join(",", error.fields())));
        COLUMNS.put("_run", OutcomeRecord::runId);
        COLUMNS.put("_time", r -> r.time().toString());
        COLUMNS.put("_raw", r -> r.source().raw());
    }

    private OutcomeColumns() {}

    /** The names in their order. */
    static List<String> names() {
        return List.copyOf(COLUMNS.keySet());
    }

    /** Whether a column of the source is left out, because it tells of a former run. */
    public static boolean isReserved(String column) {
        return COLUMNS.containsKey(column);
    }

    /** All columns of a record with their values, those of the source last and as they were read. */
    static Map<String, @Nullable Object> toMap(OutcomeRecord record) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        COLUMNS.forEach((name, value) -> map.put(name, value.apply(record)));
        SourceRecord source = record.source();
        List<String> columns = source.header().names();
        for (int i = 0; i < columns.size(); i++) {
            Object cell = source.cell(i);
            if (cell != Absent.VALUE && !isReserved(columns.get(i))) {
                map.put(columns.get(i), cell);
            }
        }
        return map;
    }

    /** A value as text: nothing for a missing one, JSON for lists and maps. */
    static String text(@Nullable Object value) {
        if (value == null || value == Absent.VALUE) {
            return "";
        }
        if (value instanceof Collection
                || value instanceof Map
                || value.getClass().isArray()) {
            try {
                return JSON.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                return value.toString();
            }
        }
        return value.toString();
    }

    private static @Nullable Boolean created(OutcomeRecord record) {
        OutcomeKind kind = record.outcome().kind();
        return kind.isSuccess() ? kind == OutcomeKind.CREATED : null;
    }

    private static String joined(OutcomeRecord record, Function<RecordError, String> part) {
        return record.outcome().errors().stream().map(part).collect(Collectors.joining(BETWEEN_ERRORS));
    }
}
