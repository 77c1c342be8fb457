/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.io.IOException;
import java.util.List;

/** Does chunks of rows through the filters and the store. Thread-safe. */
public final class ChunkRunner {
    private final Dml dml;
    private final List<ChunkFilter> filters;

    /**
     * A runner.
     *
     * @param filters stand before the store, the first one outermost
     */
    public ChunkRunner(Dml dml, List<ChunkFilter> filters) {
        this.dml = dml;
        this.filters = List.copyOf(filters);
    }

    /** Does one chunk of at most {@link Dml#CHUNK} rows; one result for each row, in order. */
    public List<RowResult> run(Work work, DmlRequest request, List<Row> rows) throws IOException, BulkFailure {
        ChunkFilter.Next chain = these -> dml.execute(request, these);
        for (int i = filters.size() - 1; i >= 0; i--) {
            ChunkFilter filter = filters.get(i);
            ChunkFilter.Next next = chain;
            chain = these -> filter.filter(work, request, these, next);
        }
        return chain.execute(rows);
    }
}
