/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.ChunkFilter;
import io.sfsync.localorg.bulk.Work;
import io.sfsync.localorg.http.Sleeper;
import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.io.IOException;
import java.util.List;

/** Makes every 10,000 rows of a job take the model's time per batch. */
public final class BatchTime implements ChunkFilter {
    private static final int CHUNKS = 10_000 / Dml.CHUNK;

    private final TimingModel model;
    private final Sleeper sleeper;

    /** Waits as {@code model} says. */
    public BatchTime(TimingModel model, Sleeper sleeper) {
        this.model = model;
        this.sleeper = sleeper;
    }

    @Override
    public List<RowResult> filter(Work work, DmlRequest request, List<Row> rows, Next next)
            throws IOException, BulkFailure {
        if (work.chunk() % CHUNKS == 1 && !work.stopped().getAsBoolean()) {
            sleeper.sleep(model.perBatch());
        }
        return next.execute(rows);
    }
}
