/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

/** What is done to rows. */
public enum Operation {
    /** New records. */
    INSERT,
    /** Existing records, by id. */
    UPDATE,
    /** New or existing records, by a key field. */
    UPSERT,
    /** To the recycle bin, by id. */
    DELETE,
    /** Past the recycle bin, by id. */
    HARD_DELETE,
    /** Back from the recycle bin, by id. */
    UNDELETE;

    /** True if the only column is the id. */
    public boolean takesOnlyIds() {
        return this == DELETE || this == HARD_DELETE || this == UNDELETE;
    }
}
