/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import org.jspecify.annotations.Nullable;

/**
 * A reference seen from the object it points to.
 *
 * @param child the object that holds the reference
 * @param field the reference field
 */
public record ChildRelationship(ObjectType child, FieldDefinition field) {
    /** The name in child subqueries and nested trees, for instance {@code Contacts}; null if it has none. */
    public @Nullable String name() {
        Reference reference = field.reference();
        return reference == null ? null : reference.childRelationshipName();
    }
}
