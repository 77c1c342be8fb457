/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.KeyForm;
import io.sfsync.check.Shape;
import io.sfsync.record.Absent;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import io.sfsync.schema.TargetField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lookups by which records of the run's object name others of the same object, by a key that the records have
 * themselves: {@code ReportsTo.Key__c} beside {@code Key__c}. Used by one thread.
 */
final class SelfLookups {
    /** As many as fit into the bits of a number. */
    private static final int MAX = 31;

    private final ObjectSchema object;
    private final List<String> names = new ArrayList<>();
    private @Nullable Shape lastShape;
    private List<SelfLookup> last = List.of();

    SelfLookups(ObjectSchema object) {
        this.object = object;
    }

    /**
     * One lookup of one shape.
     *
     * @param number its number among the run's lookups
     * @param place where the shape has the key of the other record
     * @param own where the shape has the record's own key
     * @param target the field that names the other record
     * @param form how keys are compared
     */
    record SelfLookup(int number, int place, int own, TargetField target, KeyForm form) {
        @Nullable
        String reference(CheckedRecord record) {
            return key(record.value(place));
        }

        @Nullable
        String ownKey(CheckedRecord record) {
            return key(record.value(own));
        }

        private @Nullable String key(@Nullable Object value) {
            return value == null || value == Absent.VALUE ? null : target.field() + "=" + form.of(value);
        }
    }

    /** The lookups that records of this shape have. */
    @SuppressWarnings("ReferenceEquality") // a shape is shared by its records; a second equal one costs a look only
    List<SelfLookup> of(Shape shape) {
        if (shape != lastShape) {
            lastShape = shape;
            last = find(shape);
        }
        return last;
    }

    /** Whether the record names another one. */
    boolean refers(CheckedRecord record) {
        for (SelfLookup lookup : of(record.shape())) {
            if (lookup.reference(record) != null) {
                return true;
            }
        }
        return false;
    }

    private List<SelfLookup> find(Shape shape) {
        List<SelfLookup> found = new ArrayList<>();
        for (int i = 0; i < shape.fields().size(); i++) {
            TargetField target = shape.fields().get(i);
            TargetField.Lookup lookup = target.lookup();
            int own = ownField(shape, target.field());
            FieldSchema key = object.field(target.field()).orElse(null);
            if (lookup != null && lookup.object().equals(object.name()) && own >= 0 && key != null) {
                int number = number(target.csvName());
                if (number < MAX) {
                    found.add(new SelfLookup(number, i, own, target, KeyForm.of(key)));
                }
            }
        }
        return found;
    }

    private static int ownField(Shape shape, String field) {
        for (int i = 0; i < shape.fields().size(); i++) {
            TargetField target = shape.fields().get(i);
            if (target.lookup() == null && target.field().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    private int number(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name);
    }
}
