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

    /** The checks of the fields of one shape; {@code null} where a field needs none. */
    @Nullable
    ValueCheck[] of(Shape shape) {
        return shape.fields().stream().map(this::of).toArray(ValueCheck[]::new);
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
    RecordError problem(Shape shape, @Nullable ValueCheck[] checks, @Nullable Object[] values) {
        List<String> lacking = lacking(shape, values);
        if (!lacking.isEmpty()) {
            return new RecordError(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: " + lacking + "; map them, or give them a default",
                    lacking);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            ValueCheck check = checks[i];
            if (value != null && value != Absent.VALUE && check != null) {
                RecordError problem = check.problem(value);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private List<String> lacking(Shape shape, @Nullable Object[] values) {
        List<String> lacking = new ArrayList<>();
        if (!inserts && !clears) {
            return lacking;
        }
        for (FieldSchema field : object.fields()) {
            if (field.limits().required()) {
                Object value = valueOf(field, shape, values);
                boolean isGone = inserts ? value == null || value == Absent.VALUE : value == null;
                if (isGone) {
                    lacking.add(field.name());
                }
            }
        }
        return lacking;
    }

    private static @Nullable Object valueOf(FieldSchema field, Shape shape, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (fills(shape.fields().get(i), field)) {
                return values[i];
            }
        }
        return Absent.VALUE;
    }

    /** Whether a target gives this field a value, directly or by a relationship. */
    static boolean fills(TargetField target, FieldSchema field) {
        TargetField.Lookup lookup = target.lookup();
        return lookup == null
                ? target.field().equals(field.name())
                : lookup.field().equals(field.name());
    }
}
