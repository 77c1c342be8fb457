/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.ChunkFilter;
import io.sfsync.localorg.bulk.Work;
import io.sfsync.localorg.http.Sleeper;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Lets armed faults strike the chunks of jobs. */
public final class FaultChunks implements ChunkFilter {
    private static final Duration SLICE = Duration.ofMillis(20);

    private final FaultPlan plan;
    private final Sleeper sleeper;

    /** Lets faults of {@code plan} strike. */
    public FaultChunks(FaultPlan plan, Sleeper sleeper) {
        this.plan = plan;
        this.sleeper = sleeper;
    }

    @Override
    public List<RowResult> filter(Work work, DmlRequest request, List<Row> rows, Next next)
            throws IOException, BulkFailure {
        for (Fault fault : plan.striking(FaultName.JOB_SLOW, work.object())) {
            pause(fault.delay(), work);
        }
        if (!plan.failing(work.object(), work.jobId(), work.chunk()).isEmpty()) {
            throw new BulkFailure("InternalServerError", "An internal server error has occurred.");
        }
        return next.execute(rows);
    }

    /** Waits in slices, so that an aborted job ends at once. */
    private void pause(Duration delay, Work work) throws IOException {
        Duration left = delay;
        while (left.compareTo(Duration.ZERO) > 0 && !work.stopped().getAsBoolean()) {
            Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            sleeper.sleep(slice);
            left = left.minus(slice);
        }
    }
}
