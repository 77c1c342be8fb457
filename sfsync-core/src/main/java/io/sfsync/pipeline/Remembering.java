/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What a run remembers for those that come after it.
 *
 * @param changedOnly whether records are left out whose values are those that were last sent for their key
 * @param idMap the name of the id map that takes the ids of the records, {@code null} for none
 * @param idMapKey the source column whose value is the key in the id map, {@code null} where there is none
 */
public record Remembering(
        boolean changedOnly,
        @Nullable String idMap,
        @Nullable String idMapKey) {
    /** Nothing. */
    public static final Remembering NOTHING = new Remembering(false, null, null);

    public Remembering {
        if ((idMap == null) != (idMapKey == null)) {
            throw new IllegalArgumentException("idMap and idMapKey belong together: idMap=customers&idMapKey=customerID"
                    + " notes the Salesforce id of each record under the value of its source column customerID");
        }
    }

    boolean isAny() {
        return changedOnly || idMap != null;
    }
}
