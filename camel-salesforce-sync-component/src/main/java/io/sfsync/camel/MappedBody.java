/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.mapping.MappedRecord;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.outcome.RecordError;
import io.sfsync.record.Absent;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps a body that stays a body: one record to a map of Salesforce fields, several to a list of them. */
final class MappedBody {
    private final RecordMapping mapping;

    MappedBody(RecordMapping mapping) {
        this.mapping = mapping;
    }

    /**
     * The mapped body.
     *
     * @throws IllegalArgumentException if a record is rejected
     */
    Object of(@Nullable Object body) {
        if (body == null) {
            throw new IllegalArgumentException("there is no body to map");
        }
        if (body instanceof Iterator<?> iterator) {
            return all(RecordReaders.ofObjects(iterator));
        }
        if (body instanceof Iterable<?> iterable) {
            return all(RecordReaders.ofObjects(iterable));
        }
        return all(RecordReaders.ofObject(body)).get(0);
    }

    private List<Map<String, @Nullable Object>> all(RecordReader reader) {
        List<Map<String, @Nullable Object>> mapped = new ArrayList<>();
        try (reader) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                mapped.add(fields(mapping.map(next)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mapped;
    }

    private static Map<String, @Nullable Object> fields(MappedRecord mapped) {
        RecordError rejection = mapped.rejection();
        if (rejection != null) {
            throw new IllegalArgumentException(
                    mapped.source() + " is rejected: " + rejection.code() + " " + rejection.message());
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<String> names = mapped.fields().names();
        for (int i = 0; i < names.size(); i++) {
            Object value = mapped.value(i);
            if (value != Absent.VALUE) {
                fields.put(names.get(i), value);
            }
        }
        return fields;
    }
}
