/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import io.sfsync.localorg.http.Sleeper;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.ChunkGuard;
import io.sfsync.localorg.store.DmlFilter;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import io.sfsync.localorg.store.TriggerCost;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Makes every chunk take its time: as a guard while it holds its locks, and fails it when its triggers break a governor limit; as a filter
 * before a {@link Sink}, which has neither, and in whose place no guard is asked.
 */
public final class ChunkTime implements ChunkGuard, DmlFilter {
    private final TimingModel model;
    private final Sleeper sleeper;

    /** Waits and fails as {@code model} says. */
    public ChunkTime(TimingModel model, Sleeper sleeper) {
        this.model = model;
        this.sleeper = sleeper;
    }

    @Override
    public Hold enter(ObjectType object, Operation operation, int rows, Set<Long> touched) {
        TriggerCost cost = model.triggerCost(object.name());
        long cpuMillis = Math.min((long) rows * cost.cpuMillisPerRecord(), TriggerCost.CPU_LIMIT_MILLIS);
        sleep(model.perChunk().plusMillis(cpuMillis));
        return cost.enter(object, operation, rows, touched);
    }

    @Override
    public List<RowResult> filter(DmlRequest request, List<Row> rows, Next next) {
        sleep(model.perChunk());
        return next.execute(rows);
    }

    private void sleep(Duration duration) {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
