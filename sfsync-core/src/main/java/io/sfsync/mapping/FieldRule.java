/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.Absent;
import io.sfsync.record.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one target field comes by its value.
 *
 * @param target the path of the target field
 * @param sources where the value is read; none for a constant
 * @param joined how several values become one, {@code null} where there is one source
 * @param steps the transforms, in order
 * @param fallback what a missing value is replaced with before the transforms, or the constant; {@code null} for none
 * @param optional whether records of a source with fixed columns may lack the column
 */
record FieldRule(
        String target,
        List<SourcePath> sources,
        @Nullable Joining joined,
        List<Step> steps,
        @Nullable Object fallback,
        boolean optional) {
    FieldRule {
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
    }

    /** A transform with the name under which messages know it. */
    record Step(String name, Transform transform) {}

    /**
     * How several values become one.
     *
     * @param separator between the values; {@code null} takes the first that is not missing instead
     */
    record Joining(@Nullable String separator) {}

    /** What the rule does, as text: equal rules have equal descriptions. */
    String description() {
        return target + "<-" + sources + (joined == null ? "" : "&" + joined.separator()) + "|"
                + steps.stream().map(Step::name).collect(Collectors.joining("|")) + "|" + fallback
                + (fallback == null ? "" : ":" + fallback.getClass().getSimpleName()) + (optional ? "?" : "");
    }

    /** The value before the transforms: {@code null} for a missing one, {@link Absent#VALUE} for none at all. */
    @Nullable
    Object read(SourceRecord record, List<SourcePath.Located> places, Set<String> missingWords) {
        Object value = joined == null ? single(record, places, missingWords) : several(record, places, missingWords);
        return (value == null || value == Absent.VALUE) && fallback != null ? fallback : value;
    }

    private @Nullable Object single(SourceRecord record, List<SourcePath.Located> places, Set<String> missingWords) {
        return places.isEmpty() ? null : present(places.get(0).read(record), missingWords);
    }

    private @Nullable Object several(SourceRecord record, List<SourcePath.Located> places, Set<String> missingWords) {
        List<Object> values = new ArrayList<>(places.size());
        boolean anyColumn = false;
        for (SourcePath.Located place : places) {
            Object value = present(place.read(record), missingWords);
            anyColumn |= value != Absent.VALUE;
            if (value != null && value != Absent.VALUE) {
                values.add(value);
            }
        }
        if (values.isEmpty()) {
            return anyColumn ? null : Absent.VALUE;
        }
        String separator = joined == null ? null : joined.separator();
        return separator == null
                ? values.get(0)
                : values.stream().map(String::valueOf).collect(Collectors.joining(separator));
    }

    private static @Nullable Object present(@Nullable Object value, Set<String> missingWords) {
        return value instanceof CharSequence text && missingWords.contains(text.toString()) ? null : value;
    }
}
