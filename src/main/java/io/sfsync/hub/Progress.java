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
    private static final Duration TERMINAL_SILENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private final AtomicLong read = new AtomicLong();
    private volatile String title = "";
    private volatile String org = "";
    private volatile String job = "";
    private volatile @Nullable SyncResult latest;
    private final Heartbeat heartbeat;
    private @Nullable Runnable endOfBeats;
    private long startedAt;
    private volatile long shownAt;
    private Duration silence = PLAIN_INTERVAL;

    /**
     * @param terminal whether lines may be rewritten
     * @param nanoClock as {@link System#nanoTime}
     * @param heartbeat beats, while a run goes on, at least once a second
     */
    Progress(PrintWriter out, boolean terminal, LongSupplier nanoClock, Heartbeat heartbeat) {
        this.out = out;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.heartbeat = heartbeat;
    }

    /** Names the run that comes next. */
    void title(String text) {
        title = text;
    }

    /** Names the org before a run knows it. */
    void org(String name) {
        org = name;
    }

    @Override
    public synchronized void onRunStart(String runId) {
        read.set(0);
        latest = null;
        job = "";
        startedAt = nanoClock.getAsLong();
        shownAt = startedAt;
        silence = PLAIN_INTERVAL;
        endBeats();
        endOfBeats = heartbeat.start(this::beat);
    }

    @Override
    public void onRecordStart(SourceRecord record) {
        read.incrementAndGet();
        Duration interval = terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
        if (isSilentFor(interval)) {
            showNews();
        }
    }

    @Override
    public void onBatchComplete(long batch, OptionalLong totalBatches, SyncResult resultSoFar) {
        latest = resultSoFar;
        job = "";
        if (terminal || isSilentFor(PLAIN_INTERVAL)) {
            showNews();
        }
    }

    @Override
    public void onJobProgress(String jobId, String state, long processed, long failed) {
        job = String.format(Locale.ROOT, ", job %s %s, %s processed", jobId, state, Count.of(processed, "row"));
    }

    /** Says that a run goes on while nothing is heard of it, such as while a job works. */
    private synchronized void beat() {
        if (endOfBeats == null || !isSilentFor(terminal ? TERMINAL_SILENCE : silence)) {
            return;
        }
        show();
        Duration longer = silence.multipliedBy(2);
        silence = longer.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : longer;
    }

    @Override
    public synchronized void onRunEnd(SyncResult result) {
        latest = result;
        job = "";
        endBeats();
        if (read.get() == 0 && result.totals().total() == 0) {
            return;
        }
        show();
        if (terminal) {
            out.println();
            out.flush();
        }
    }

    private void endBeats() {
        Runnable end = endOfBeats;
        endOfBeats = null;
        if (end != null) {
            end.run();
        }
    }

    private boolean isSilentFor(Duration interval) {
        return nanoClock.getAsLong() - shownAt >= interval.toNanos();
    }

    private synchronized void showNews() {
        silence = PLAIN_INTERVAL;
        show();
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
        String target = result == null || result.org().isEmpty() ? org : result.org();
        return String.format(
                Locale.ROOT,
                "%s: %s read, %,d done, %,.0f rows/s, %s, %s, %,.0f s%s%s",
                title,
                Count.of(Math.max(read.get(), decided), "row"),
                decided,
                decided / seconds,
                Count.of(result == null ? 0 : result.batches(), "batch", "batches"),
                Count.of(result == null ? 0 : result.totals().rejected(), "error"),
                Math.floor(seconds),
                job,
                target.isEmpty() ? "" : " - " + target);
    }
}
