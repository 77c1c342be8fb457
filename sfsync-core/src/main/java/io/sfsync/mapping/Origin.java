/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.Absent;
import io.sfsync.record.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a field comes from.
 *
 * @param sources where the value is read; none for a constant and for a computed value
 * @param joined how several values become one, {@code null} where there is one source
 * @param computed what computes the value from the whole record, {@code null} for other values
 */
record Origin(
        List<SourcePath> sources,
        @Nullable Joining joined,
        @Nullable Computed computed) {
    static final Origin CONSTANT = new Origin(List.of(), null, null);

    Origin {
        sources = List.copyOf(sources);
    }

    static Origin of(SourcePath source) {
        return new Origin(List.of(source), null, null);
    }

    /**
     * How several values become one.
     *
     * @param separator between the values; {@code null} takes the first that is not missing instead
     */
    record Joining(@Nullable String separator) {}

    /**
     * A value that is computed.
     *
     * @param name how messages call it
     * @param expression sees the record as a map
     */
    record Computed(String name, Expression expression) {}

    boolean isConstant() {
        return sources.isEmpty() && computed == null;
    }

    /** The value: {@code null} for a missing one, {@link Absent#VALUE} for none at all. */
    @Nullable
    Object read(SourceRecord record, SourcePath.Located[] places, MissingValues missing) {
        if (joined != null) {
            return several(record, places, missing, joined.separator());
        }
        return places.length == 0 ? null : present(places[0].read(record), missing);
    }

    private static @Nullable Object several(
            SourceRecord record, SourcePath.Located[] places, MissingValues missing, @Nullable String separator) {
        StringBuilder text = null;
        boolean anyColumn = false;
        for (SourcePath.Located place : places) {
            Object value = present(place.read(record), missing);
            anyColumn |= value != Absent.VALUE;
            if (value != null && value != Absent.VALUE) {
                if (separator == null) {
                    return value;
                }
                text = text == null ? new StringBuilder() : text.append(separator);
                text.append(value);
            }
        }
        if (text == null) {
            return anyColumn ? null : Absent.VALUE;
        }
        return text.toString();
    }

    static @Nullable Object present(@Nullable Object value, MissingValues missing) {
        return value != null && missing.include(value) ? null : value;
    }

    @Override
    public String toString() {
        return (computed == null ? "" : computed.name()) + sources + (joined == null ? "" : "&" + joined.separator());
    }
}
