/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one row of SQL becomes one record of the answer.
 *
 * @param type the name of the record's object in its attributes, {@code AggregateResult} for groups
 * @param id the column with the record's id; -1 for groups
 * @param entries what the record holds, by key, in the order of the SELECT list
 */
record Shape(String type, int id, Map<String, Entry> entries) {

    static Shape of(String type, int id) {
        return new Shape(type, id, new LinkedHashMap<>());
    }

    /** What stands under one key. */
    sealed interface Entry {

        /**
         * One value.
         *
         * @param field the field, which says how its stored value is written
         * @param column the column that has it
         * @param display the function that changes how it is shown, or null
         * @param order which value of the SELECT list it is, parents' fields counted too
         */
        record Value(
                FieldDefinition field, int column, @Nullable Function display, int order) implements Entry {}

        /**
         * A compound field.
         *
         * @param parts its parts by their keys
         */
        record Compound(Map<String, Value> parts) implements Entry {}

        /**
         * A parent.
         *
         * @param shape how the parent is written; empty id means null
         */
        record Parent(Shape shape) implements Entry {}

        /**
         * A polymorphic parent whose fields depend on its object.
         *
         * @param shapes how parents of each object are written
         */
        record OneOf(List<Shape> shapes) implements Entry {}

        /**
         * Child records, read by a query of their own.
         *
         * @param index which of the plan's child queries
         */
        record Children(int index) implements Entry {}
    }
}
