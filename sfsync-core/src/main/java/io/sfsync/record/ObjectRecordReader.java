/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads maps and objects with properties from an iterator. */
final class ObjectRecordReader implements RecordReader {
    private static final TypeReference<Map<String, @Nullable Object>> PROPERTIES = new TypeReference<>() {};

    private final Iterator<?> objects;
    private final long expectedTotal;
    private final RowShapes shapes = new RowShapes();
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(new Kept<>(TemporalAccessor.class))
                    .addSerializer(new Kept<>(Date.class)))
            .build();
    private long position;

    ObjectRecordReader(Iterator<?> objects, long expectedTotal) {
        this.objects = objects;
        this.expectedTotal = expectedTotal;
    }

    @Override
    public @Nullable SourceRecord next() {
        if (!objects.hasNext()) {
            return null;
        }
        position++;
        Object object = objects.next();
        if (object instanceof Map<?, ?> map) {
            return shapes.toRecord(position, 0, map);
        }
        return object == null || isScalar(object) ? malformed(object) : properties(object);
    }

    private SourceRecord properties(Object object) {
        try {
            return shapes.toRecord(position, 0, mapper.convertValue(object, PROPERTIES));
        } catch (IllegalArgumentException e) {
            return malformed(object);
        }
    }

    private static boolean isScalar(Object object) {
        return object instanceof CharSequence || object instanceof Number || object instanceof Boolean;
    }

    private SourceRecord malformed(@Nullable Object object) {
        String kind = object == null ? "null" : "a " + object.getClass().getName();
        String raw = object != null && isScalar(object) ? object.toString() : "";
        return SourceRecord.malformed(
                position,
                0,
                Header.of(java.util.List.of()),
                raw,
                "is " + kind + ", neither a map nor an object whose properties can be read");
    }

    @Override
    public long expectedTotal() {
        return expectedTotal;
    }

    /** Hands a value through as it is: what a date looks like is decided where it is sent. */
    private static final class Kept<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        Kept(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeEmbeddedObject(value);
        }
    }
}
