/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.io.IOException;
import java.util.List;

/** Stands between a job and the store: waits, refuses rows, or fails the job. Thread-safe. */
@FunctionalInterface
public interface ChunkFilter {
    /** Does the chunk. */
    @FunctionalInterface
    interface Next {
        /** Does the rows, in order. */
        List<RowResult> execute(List<Row> rows) throws IOException, BulkFailure;
    }

    /**
     * Does a chunk of at most 200 rows, by {@code next} or in its place.
     *
     * @param work which chunk it is
     * @param request what is to be done
     * @param rows the rows
     * @param next goes on with rows, these or others of the same number
     * @throws BulkFailure to fail the job; nothing of this chunk is saved then
     */
    List<RowResult> filter(Work work, DmlRequest request, List<Row> rows, Next next) throws IOException, BulkFailure;
}
