/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.salesforce.bulk2.JobInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a run is: counts batches and jobs, tells listeners, and writes a line to the log now and then. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final String runId;
    private final RunTotals totals;
    private final Listeners listeners;
    private final Supplier<SyncResult> soFar;
    private final Clock clock;
    private final List<String> jobIds = new ArrayList<>();
    private Instant lastLine;
    private long batches;
    private @Nullable Api api;
    private OptionalLong totalBatches = OptionalLong.empty();
    private @Nullable Forecast forecast;
    private Supplier<String> width = () -> "";

    Progress(String runId, RunTotals totals, Listeners listeners, Supplier<SyncResult> soFar, Clock clock) {
        this.runId = runId;
        this.totals = totals;
        this.listeners = listeners;
        this.soFar = soFar;
        this.clock = clock;
        this.lastLine = clock.instant();
    }

    /** A batch is settled. */
    void batchDone(Batch batch) {
        OptionalLong known;
        synchronized (this) {
            batches++;
            known = totalBatches;
        }
        LOG.debug("Run {}: batch {} of {} records is done", runId, batch.number(), batch.size());
        listeners.batchComplete(batch.number(), known, soFar);
        logNowAndThen();
    }

    /** Salesforce has told how far a job is. */
    void jobAsked(JobInfo job) {
        listeners.jobProgress(job.id(), job.state().wireName(), job.processed(), job.failed());
        if (isTimeForLine()) {
            LOG.info(
                    "Run {}: job {} is {}, {} rows processed, {} failed",
                    runId,
                    job.id(),
                    job.state().wireName(),
                    job.processed(),
                    job.failed());
        }
    }

    private void logNowAndThen() {
        if (isTimeForLine()) {
            LOG.info("Run {}: {}, {} batches", runId, text(totals.snapshot()), batches());
        }
    }

    private synchronized boolean isTimeForLine() {
        Instant now = clock.instant();
        boolean isTime = Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0;
        if (isTime) {
            lastLine = now;
        }
        return isTime;
    }

    /** The API that carries the run is known. */
    synchronized void apiChosen(Api chosen) {
        api = chosen;
    }

    synchronized @Nullable Api api() {
        return api;
    }

    /** The whole source was read and cut. */
    void totalBatches(long total) {
        synchronized (this) {
            totalBatches = OptionalLong.of(total);
        }
        Forecast known = forecast();
        if (known != null) {
            known.ended();
        }
    }

    /** Says what the run is expected to take. */
    void forecast(Forecast expected) {
        synchronized (this) {
            forecast = expected;
        }
        expected.tell();
    }

    /** A call, batch or job was cut. */
    void cut(Api by, int records) {
        Forecast known = forecast();
        if (known != null) {
            known.cut(by, records);
        }
    }

    private synchronized @Nullable Forecast forecast() {
        return forecast;
    }

    /** What the run is expected to take, {@code null} before its API is chosen. */
    @Nullable
    RunEstimate estimate() {
        Forecast known = forecast();
        return known == null ? null : known.current();
    }

    /** Where the width of calls and batches is found, this says which it is. */
    synchronized void width(Supplier<String> text) {
        width = text;
    }

    /** What is found of the width of calls and batches; empty where it is not looked for. */
    synchronized String width() {
        return width.get();
    }

    /** A Bulk job was created. */
    synchronized void jobCreated(String id) {
        jobIds.add(id);
    }

    synchronized long batches() {
        return batches;
    }

    synchronized List<String> jobIds() {
        return List.copyOf(jobIds);
    }

    /** The figures in words. */
    static String text(SyncTotals totals) {
        return String.format(
                Locale.ROOT,
                "%,d records: %,d created, %,d updated, %,d deleted, %,d unchanged, %,d rejected, %,d unprocessed,"
                        + " %,d unknown",
                totals.total(),
                totals.created(),
                totals.updated(),
                totals.deleted(),
                totals.unchanged(),
                totals.rejected(),
                totals.unprocessed(),
                totals.unknown());
    }
}
