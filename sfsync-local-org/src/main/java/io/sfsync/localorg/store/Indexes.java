/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Trait;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes the indexes that a request searches by, before its first chunk: an index costs every insert, so there are none that nobody needs. Not
 * inside a transaction, whose own locks H2 would wait for.
 */
final class Indexes {
    private final OrgSchema schema;
    private final Tables tables;

    Indexes(OrgSchema schema, Tables tables) {
        this.schema = schema;
        this.tables = tables;
    }

    void prepare(DmlRequest request) {
        FieldDefinition key = request.key();
        if (key != null) {
            tables.index(request.object(), key);
        }
        for (Column column : request.columns()) {
            if (column.target() != null && column.key() != null) {
                tables.index(column.target(), column.key());
            } else if (column.field().is(Trait.UNIQUE)) {
                tables.index(request.object(), column.field());
            }
        }
        if (request.operation() == Operation.DELETE || request.operation() == Operation.HARD_DELETE) {
            prepareChildren(request.object(), new HashSet<>());
        }
    }

    private void prepareChildren(ObjectType object, Set<String> seen) {
        if (!seen.add(object.name())) {
            return;
        }
        for (ChildRelationship child : schema.childRelationships(object)) {
            boolean searched = child.field().isStored()
                    && !Deletion.NEVER_EMPTIED.contains(child.field().name());
            if (searched && tables.ifMade(child.child()) != null) {
                tables.index(child.child(), child.field());
                if (child.field().is(Trait.CASCADE_DELETE)) {
                    prepareChildren(child.child(), seen);
                }
            }
        }
    }
}
