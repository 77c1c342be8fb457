/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a reference field points.
 *
 * @param targets canonical names of the objects; at least one
 * @param relationshipName the name in paths from the child, for instance {@code Account} or {@code Parent__r}; null if it has none
 * @param childRelationshipName the name of the list on the parent, for instance {@code Contacts}; null if it has none
 */
public record Reference(
        List<String> targets,
        @Nullable String relationshipName,
        @Nullable String childRelationshipName) {
    public Reference {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a reference needs at least one target object");
        }
    }

    /** True if it may point to records of several objects, so that a Bulk header must name one. */
    public boolean isPolymorphic() {
        return targets.size() > 1;
    }
}
