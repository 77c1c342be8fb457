/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.record.Absent;
import io.sfsync.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that is ready to be written: values against fields that the org has. A value is {@code null} (missing: the
 * null policy decides), {@link io.sfsync.record.Absent#VALUE} (never touched), a {@code String} that is not empty, a
 * {@code Boolean} or a {@code Number}.
 */
public final class CheckedRecord {
    private final SourceRecord source;
    private final Shape shape;
    private final @Nullable Object[] values;

    /**
     * A record of these values.
     *
     * @param values one for each field of the shape; the array is kept, not copied
     */
    public CheckedRecord(SourceRecord source, Shape shape, @Nullable Object[] values) {
        this.source = source;
        this.shape = shape;
        this.values = values;
    }

    /** The record as it was read. */
    public SourceRecord source() {
        return source;
    }

    /** The fields, shared by the records of one shape. */
    public Shape shape() {
        return shape;
    }

    /** The value of the field at a 0-based place of the shape. */
    public @Nullable Object value(int index) {
        return values[index];
    }

    /** The value that names the record to the org, {@code null} where it has none. */
    public @Nullable Object key() {
        Object key = shape.key() < 0 ? null : values[shape.key()];
        return key == Absent.VALUE ? null : key;
    }

    /** Roughly how many characters the values have, to bound what is held in memory. */
    public long roughSize() {
        long size = 0;
        for (Object value : values) {
            size += value instanceof String text ? text.length() : 8;
        }
        return size;
    }
}
