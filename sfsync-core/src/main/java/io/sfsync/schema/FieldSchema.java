/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of an object, as describe has it.
 *
 * @param name API name in its canonical case
 * @param type describe's type, such as {@code string}, {@code boolean} or {@code datetime}
 * @param createable whether an insert may set it
 * @param updateable whether an update may set it
 * @param externalId whether it is marked as an external id
 * @param idLookup whether an upsert may name records by it
 * @param unique whether no two records may have the same value
 * @param caseSensitive whether its values differ by case alone
 * @param referenceTo the objects that a lookup points to, empty for other fields
 * @param relationshipName the name of a lookup's relationship, such as {@code Owner}, {@code null} for other fields
 * @param locksParent whether it is a master-detail or a required lookup, so that a write locks the parent
 * @param limits what its values must be
 */
public record FieldSchema(
        String name,
        String type,
        boolean createable,
        boolean updateable,
        boolean externalId,
        boolean idLookup,
        boolean unique,
        boolean caseSensitive,
        List<String> referenceTo,
        @Nullable String relationshipName,
        boolean locksParent,
        FieldLimits limits) {
    public FieldSchema {
        referenceTo = List.copyOf(referenceTo);
    }

    /** Whether the lookup may point to several objects, so that a key must say which. */
    public boolean isPolymorphic() {
        return referenceTo.size() > 1;
    }

    /** Whether an upsert may use it as its key. */
    public boolean isKey() {
        return externalId || idLookup;
    }
}
