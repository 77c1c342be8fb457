/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a row is for: a field of the object itself, or the key of a record it refers to ({@code Account.External_Key__c}), in which
 * case {@code field} is the reference field that gets the id of the record found.
 *
 * @param field the field that is written
 * @param target the object the key is looked up in; null if the cell is the field's own value
 * @param key the field of {@code target} the cell is compared with; null if the cell is the field's own value
 */
public record Column(
        FieldDefinition field,
        @Nullable ObjectType target,
        @Nullable FieldDefinition key) {

    /** The field's own value. */
    public static Column of(FieldDefinition field) {
        return new Column(field, null, null);
    }

    /** The key of the record that {@code reference} shall point to. */
    public static Column lookup(FieldDefinition reference, ObjectType target, FieldDefinition key) {
        return new Column(reference, target, key);
    }

    /** True if the cell is the key of another record. */
    public boolean isLookup() {
        return key != null;
    }

    /** The field whose type the cell has: the key of a look-up, else the field. */
    public FieldDefinition cellField() {
        return key == null ? field : key;
    }
}
