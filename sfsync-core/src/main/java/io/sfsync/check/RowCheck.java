/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.RecordError;
import io.sfsync.record.Absent;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import io.sfsync.schema.TargetField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Refuses values that the org would refuse, one record at a time. */
final class RowCheck {
    private final ObjectSchema object;
    private final boolean inserts;
    private final boolean clears;
    private final RelatedObjects related;

    RowCheck(ObjectSchema object, Operation operation, NullPolicy nulls, RelatedObjects related) {
        this.object = object;
        this.inserts = operation == Operation.INSERT;
        this.clears = nulls == NullPolicy.CLEAR && operation != Operation.INSERT;
        this.related = related;
    }

    /** The checks of the fields of one shape, made once for all its records. */
    ShapeCheck of(Shape shape) {
        List<@Nullable ValueCheck> values = new ArrayList<>();
        for (TargetField field : shape.fields()) {
            values.add(of(field));
        }
        return new ShapeCheck(values, inserts || clears ? requiredOf(shape) : List.of());
    }

    /**
     * What is checked of the records of one shape.
     *
     * @param values one for each field, {@code null} where a field needs none
     * @param required the required fields, with their places
     */
    record ShapeCheck(List<@Nullable ValueCheck> values, List<Required> required) {}

    /**
     * A required field.
     *
     * @param place where the shape has it, -1 for nowhere
     */
    record Required(String name, int place) {}

    private List<Required> requiredOf(Shape shape) {
        List<Required> required = new ArrayList<>();
        for (FieldSchema field : object.fields()) {
            int place = place(field, shape);
            if (field.limits().required() && (inserts || place >= 0)) {
                required.add(new Required(field.name(), place));
            }
        }
        return required;
    }

    private static int place(FieldSchema field, Shape shape) {
        for (int i = 0; i < shape.fields().size(); i++) {
            if (fills(shape.fields().get(i), field)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable ValueCheck of(TargetField target) {
        Optional<FieldSchema> field = target.lookup() == null ? object.field(target.field()) : Optional.empty();
        return field.map(schema -> new ValueCheck(schema, prefixes(schema))).orElse(null);
    }

    private Set<String> prefixes(FieldSchema field) {
        Set<String> prefixes = new TreeSet<>();
        if (field.name().equals("Id")) {
            prefixes.add(object.keyPrefix());
        }
        for (String name : field.referenceTo()) {
            String prefix = related.find(name).map(ObjectSchema::keyPrefix).orElse("");
            if (prefix.isEmpty()) {
                return Set.of();
            }
            prefixes.add(prefix);
        }
        prefixes.remove("");
        return prefixes;
    }

    /** What is wrong with the values of a record, {@code null} if nothing is. */
    @Nullable
    RecordError problem(ShapeCheck checks, @Nullable Object[] values) {
        List<String> lacking = lacking(checks, values);
        if (!lacking.isEmpty()) {
            return new RecordError(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: " + lacking + "; map them, or give them a default",
                    lacking);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            ValueCheck check = checks.values().get(i);
            if (value != null && value != Absent.VALUE && check != null) {
                RecordError problem = check.problem(value);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private List<String> lacking(ShapeCheck checks, @Nullable Object[] values) {
        List<String> lacking = new ArrayList<>();
        for (Required field : checks.required()) {
            Object value = field.place() < 0 ? Absent.VALUE : values[field.place()];
            if (value == null || (inserts && value == Absent.VALUE)) {
                lacking.add(field.name());
            }
        }
        return lacking;
    }

    /** Whether a target gives this field a value, directly or by a relationship. */
    static boolean fills(TargetField target, FieldSchema field) {
        TargetField.Lookup lookup = target.lookup();
        return lookup == null
                ? target.field().equals(field.name())
                : lookup.field().equals(field.name());
    }
}
