/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.PositionMap;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.ledger.PositionRanges;
import io.sfsync.ledger.RunHistory;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.RecordOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an earlier process left of a run: which records are where. Used by the run's own thread. */
final class Resumption {
    private final RunHistory history;
    private final List<PositionRanges> inDoubt;
    private final RunFolder folder;
    private final OutcomeLog log;
    private final @Nullable Api api;
    private final Instant startedAt;
    private final List<BulkBatch> batches = new ArrayList<>();

    /**
     * @param api the API that carries the run, {@code null} while that was not decided
     */
    Resumption(RunHistory history, RunFolder folder, OutcomeLog log, @Nullable Api api, Instant startedAt) {
        this.startedAt = startedAt;
        this.history = history;
        this.inDoubt = history.inDoubt();
        this.folder = folder;
        this.log = log;
        this.api = api;
    }

    @Nullable
    Api api() {
        return api;
    }

    /** When the run started for the first time. */
    Instant startedAt() {
        return startedAt;
    }

    RunHistory history() {
        return history;
    }

    /** The Bulk batches that are not settled, as they were left. */
    List<BulkBatch> restore(BulkWriter writer, RunTools tools, BulkCutter.SmallCallsFactory smallCalls)
            throws IOException {
        for (JournalEntry entry : history.unsettled()) {
            Path first = folder.batch(entry.batch(), "positions");
            PositionMap all = PositionMap.read(first);
            boolean later = entry.round() > 1;
            String prefix = entry.round() + ".";
            PositionMap left = later ? PositionMap.read(folder.batch(entry.batch(), prefix + "positions")) : all;
            Path body = folder.batch(entry.batch(), later ? prefix + "csv" : "csv");
            BulkBatch batch =
                    new BulkBatch(entry.batch(), body, all, writer, tools, smallCalls.of(entry.batch(), body));
            batch.restore(entry, left);
            batches.add(batch);
        }
        return batches;
    }

    /** Whether a batch that is not settled holds the record. */
    boolean isInBatch(long position) {
        for (BulkBatch batch : batches) {
            if (batch.contains(position)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the record was sent in a call whose answer nobody has. */
    boolean isInDoubt(long position) {
        return inDoubt.stream().anyMatch(ranges -> ranges.contains(position));
    }

    /** The outcome that is on disk, {@code null} for none. */
    @Nullable
    RecordOutcome outcome(long position) throws IOException {
        return log.before(position);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d open batches, %d calls in doubt", batches.size(), inDoubt.size());
    }
}
