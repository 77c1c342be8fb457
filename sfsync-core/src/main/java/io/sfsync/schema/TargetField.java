/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.schema;

import org.jspecify.annotations.Nullable;

/**
 * Where a value of a record goes: a field of the object itself, or the key field of a record that it refers to.
 * Resolved against describe, so that names have their canonical case.
 *
 * @param path the path as the mapping has it, such as {@code user:owner.email}
 * @param type describe's type of the field that takes the value; {@code string} where that is not known
 * @param field the field that takes the value, such as {@code Name} or, in a relationship, {@code Email}
 * @param relationship the relationship, such as {@code Owner}, {@code null} for a field of the object itself
 * @param lookup the lookup behind the relationship, {@code null} for a field of the object itself
 */
public record TargetField(
        String path,
        String type,
        String field,
        @Nullable String relationship,
        @Nullable Lookup lookup) {

    /**
     * The lookup behind a relationship.
     *
     * @param field the lookup's own field, such as {@code OwnerId}
     * @param object the object that the record refers to, such as {@code User}
     * @param polymorphic whether it may lead to several objects, so that the wire must name the one meant
     */
    public record Lookup(String field, String object, boolean polymorphic) {}

    /** A field of the object itself. */
    public static TargetField own(String path, FieldSchema schema) {
        return new TargetField(path, schema.type(), schema.name(), null, null);
    }

    /**
     * The column of a Bulk CSV file: {@code Name}, {@code Account.Key__c}, or {@code User:Owner.Email} where the
     * relationship is polymorphic (Bulk API 2.0 Developer Guide, Relationship Fields in a Header Row).
     */
    public String csvName() {
        if (lookup == null) {
            return field;
        }
        return (lookup.polymorphic() ? lookup.object() + ":" : "") + relationship + "." + field;
    }

    /** Whether this is the record's own id. */
    public boolean isId() {
        return lookup == null && field.equals("Id");
    }
}
