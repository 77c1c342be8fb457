/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.outcome.Operation;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an object takes an operation, and whether the key of an upsert is one. */
public final class ObjectCheck {
    private ObjectCheck() {}

    /**
     * Checks the operation.
     *
     * @throws CheckException if the user may not do this to the object
     */
    public static void operation(ObjectSchema object, Operation operation) throws CheckException {
        boolean allowed = switch (operation) {
            case INSERT -> object.isCreateable();
            case UPDATE -> object.isUpdateable();
            case UPSERT -> object.isCreateable() || object.isUpdateable();
            case DELETE, HARD_DELETE -> object.isDeletable();
        };
        if (!allowed) {
            throw new CheckException("operation " + operation.wireName() + " is not possible on object " + object.name()
                    + ": the org says that this user may not do it; use a user with that permission");
        }
    }

    /**
     * The key of an upsert in its canonical case.
     *
     * @throws CheckException if there is no such field, or if it is not a key
     */
    public static FieldSchema externalIdField(ObjectSchema object, @Nullable String name) throws CheckException {
        String wanted = name == null ? "" : name;
        List<String> keys = object.fields().stream()
                .filter(FieldSchema::isKey)
                .map(FieldSchema::name)
                .toList();
        FieldSchema field = object.field(wanted)
                .orElseThrow(() -> new CheckException("externalIdField: object " + object.name() + " has no field '"
                        + wanted + "'" + NearestName.hint(wanted, keys) + " Its keys are " + keys));
        if (!field.isKey()) {
            throw new CheckException("externalIdField: field " + field.name() + " of object " + object.name()
                    + " is no external id; its keys are " + keys
                    + "; use one of them, or mark the field as an external id in the org");
        }
        return field;
    }
}
