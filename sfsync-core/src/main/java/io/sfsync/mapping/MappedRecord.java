/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.outcome.RecordError;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping made of a source record: values against target fields, or a rejection.
 *
 * <p>Target fields are paths: {@code Name}, {@code Account.External_Key__c}, {@code User:Owner.Email}. A value is
 * {@code null} (missing: the null policy decides), {@link io.sfsync.record.Absent#VALUE} (the record says nothing
 * about the field: it is never touched), or a {@code String}, {@code Boolean}, {@code Number}, {@code LocalDate},
 * {@code OffsetDateTime}, {@code Instant} and the like.
 */
public final class MappedRecord {
    private final SourceRecord source;
    private final Header fields;
    private final @Nullable Object[] values;
    private final @Nullable RecordError rejection;

    private MappedRecord(
            SourceRecord source, Header fields, @Nullable Object[] values, @Nullable RecordError rejection) {
        this.source = source;
        this.fields = fields;
        this.values = values;
        this.rejection = rejection;
    }

    /** Values for these target fields; the array is kept, not copied. */
    public static MappedRecord of(SourceRecord source, Header fields, @Nullable Object[] values) {
        return new MappedRecord(source, fields, values, null);
    }

    /** The record is refused for this reason. */
    public static MappedRecord rejected(SourceRecord source, RecordError reason) {
        return new MappedRecord(source, Header.of(java.util.List.of()), new @Nullable Object[0], reason);
    }

    /** The same values or rejection, of this record. */
    MappedRecord ofSource(SourceRecord record) {
        return new MappedRecord(record, fields, values, rejection);
    }

    /** The record that was mapped. */
    public SourceRecord source() {
        return source;
    }

    /** The target field paths, shared by the records of one shape. */
    public Header fields() {
        return fields;
    }

    /** The value at a 0-based target field. */
    public @Nullable Object value(int index) {
        return values[index];
    }

    /** Why the record is refused, or {@code null} where it is not. */
    public @Nullable RecordError rejection() {
        return rejection;
    }
}
