/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckException;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.KeyForm;
import io.sfsync.check.Shape;
import io.sfsync.record.Absent;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import io.sfsync.schema.TargetField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields whose values must not be worked on in two places at once, and what a record has in them. One thread. */
final class LockFields {
    private static final char END = '\n';

    private final List<FieldSchema> fields;
    private @Nullable Shape lastShape;
    private int[] places = new int[0];
    private KeyForm[] forms = new KeyForm[0];

    private LockFields(List<FieldSchema> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * The fields that the option means.
     *
     * @param option {@code none}, {@code auto}, or fields, lookups or relationships with commas between them
     * @return empty where there is none
     * @throws CheckException if the object has no such field
     */
    static Optional<LockFields> of(String option, ObjectSchema object) throws CheckException {
        if (option.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        List<FieldSchema> fields = new ArrayList<>();
        if (option.equalsIgnoreCase("auto")) {
            object.fields().stream().filter(FieldSchema::locksParent).forEach(fields::add);
        } else {
            for (String name : option.split(",", -1)) {
                fields.add(object.field(name.trim())
                        .or(() -> object.relationship(name.trim()))
                        .orElseThrow(() -> new CheckException("lockBy=" + option + ": object " + object.name()
                                + " has no field or relationship '" + name.trim()
                                + "'; name a lookup such as AccountId, or use lockBy=auto")));
            }
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new LockFields(fields));
    }

    /** The names of the fields, for the log. */
    List<String> names() {
        return fields.stream().map(FieldSchema::name).toList();
    }

    /** What records are sorted by, so that those of one {@link #lock} stand together. */
    String order(CheckedRecord record) {
        look(record.shape());
        StringBuilder text = new StringBuilder(lock(record));
        for (int i = 0; i < places.length; i++) {
            text.append(END).append(value(record, i));
        }
        return text.toString();
    }

    /** The parent whose records stay together: the value of the first field that the record has; empty for none. */
    String lock(CheckedRecord record) {
        look(record.shape());
        for (int i = 0; i < places.length; i++) {
            String value = value(record, i);
            if (!value.isEmpty()) {
                return fields.get(i).name() + "=" + value;
            }
        }
        return "";
    }

    private String value(CheckedRecord record, int i) {
        Object value = places[i] < 0 ? null : record.value(places[i]);
        return value == null || value == Absent.VALUE ? "" : forms[i].of(value);
    }

    @SuppressWarnings("ReferenceEquality") // a shape is shared by its records; a second equal one costs a look only
    private void look(Shape shape) {
        if (shape == lastShape) {
            return;
        }
        lastShape = shape;
        places = new int[fields.size()];
        forms = new KeyForm[fields.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(shape, fields.get(i));
            String type = places[i] < 0 ? "" : shape.fields().get(places[i]).type();
            forms[i] = new KeyForm(type, false);
        }
    }

    private static int place(Shape shape, FieldSchema field) {
        for (int i = 0; i < shape.fields().size(); i++) {
            TargetField target = shape.fields().get(i);
            TargetField.Lookup lookup = target.lookup();
            if ((lookup == null ? target.field() : lookup.field()).equals(field.name())) {
                return i;
            }
        }
        return -1;
    }
}
