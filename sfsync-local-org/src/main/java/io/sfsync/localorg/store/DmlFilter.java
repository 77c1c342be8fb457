/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.List;

/** Stands before the engine that changes rows: counts, waits, refuses rows, or answers in its place. Thread-safe. */
@FunctionalInterface
public interface DmlFilter {
    /** Goes on with a chunk. */
    @FunctionalInterface
    interface Next {
        /** Does the rows; one result for each, in order. */
        List<RowResult> execute(List<Row> rows);
    }

    /**
     * Does a chunk, by {@code next} or in its place.
     *
     * @param request what is to be done
     * @param rows at most {@link Dml#CHUNK} rows
     * @param next goes on with rows, these or others of the same number
     * @return one result for each row, in order
     */
    List<RowResult> filter(DmlRequest request, List<Row> rows, Next next);
}
