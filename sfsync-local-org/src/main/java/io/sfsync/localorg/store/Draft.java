/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a chunk while the engine works on it. */
final class Draft {
    /** A value for each slot of the plan; null where the row says nothing, {@link Row#CLEAR} where it empties the field. */
    final @Nullable Object[] values;

    /** The record; 0 until it is known. */
    long id;

    /** True once it is decided that a new record is made. */
    boolean insert;

    private @Nullable List<RowError> errors;

    Draft(int slots) {
        values = new Object[slots];
    }

    void fail(RowError error) {
        if (errors == null) {
            errors = new ArrayList<>(1);
        }
        errors.add(error);
    }

    boolean isFailed() {
        return errors != null;
    }

    List<RowError> errors() {
        return errors == null ? List.of() : errors;
    }
}
