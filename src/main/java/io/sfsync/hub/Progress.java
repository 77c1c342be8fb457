/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncListener;
import io.sfsync.record.SourceRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how a run goes on while it does: one line that is rewritten on a terminal, else a plain line now and then.
 * Thread-safe; one run at a time.
 */
final class Progress implements SyncListener {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(100);
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(2);

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private final AtomicLong read = new AtomicLong();
    private volatile String title = "";
    private volatile @Nullable SyncResult latest;
    private long startedAt;
    private volatile long shownAt;

    /**
     * @param terminal whether lines may be rewritten
     * @param nanoClock as {@link System#nanoTime}
     */
    Progress(PrintWriter out, boolean terminal, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    /** Names the run that comes next. */
    void title(String text) {
        title = text;
    }

    @Override
    public synchronized void onRunStart(String runId) {
        read.set(0);
        latest = null;
        startedAt = nanoClock.getAsLong();
        shownAt = startedAt;
    }

    @Override
    public void onRecordStart(SourceRecord record) {
        read.incrementAndGet();
        Duration interval = terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
        if (nanoClock.getAsLong() - shownAt >= interval.toNanos()) {
            show();
        }
    }

    @Override
    public void onBatchComplete(long batch, OptionalLong totalBatches, SyncResult resultSoFar) {
        latest = resultSoFar;
        if (terminal || nanoClock.getAsLong() - shownAt >= PLAIN_INTERVAL.toNanos()) {
            show();
        }
    }

    @Override
    public synchronized void onRunEnd(SyncResult result) {
        latest = result;
        if (read.get() == 0 && result.totals().total() == 0) {
            return;
        }
        show();
        if (terminal) {
            out.println();
            out.flush();
        }
    }

    private synchronized void show() {
        shownAt = nanoClock.getAsLong();
        String line = line();
        if (terminal) {
            out.print(ERASE_LINE + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String line() {
        SyncResult result = latest;
        long decided = result == null ? 0 : result.totals().processed();
        double seconds = Math.max(shownAt - startedAt, 1) / 1e9;
        return String.format(
                Locale.ROOT,
                "%s: %,d rows read, %,d done, %,.0f rows/s, %,d batches, %,d errors%s",
                title,
                Math.max(read.get(), decided),
                decided,
                decided / seconds,
                result == null ? 0 : result.batches(),
                result == null ? 0 : result.totals().rejected(),
                result == null ? "" : " - " + result.org());
    }
}
