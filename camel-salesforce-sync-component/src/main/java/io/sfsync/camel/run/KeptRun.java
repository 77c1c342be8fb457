/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.run;

import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncRun;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run with what it reads, kept until its exchange is done, so that a redelivery goes on with it. */
public final class KeptRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptRun.class);

    private final SyncRun run;
    private final Closeable source;
    private final Object body;
    private final Set<String> routeIds;
    private final Lane lane;
    private volatile @Nullable RunMark mark;
    private final Semaphore idle = new Semaphore(1);
    private volatile @Nullable Thread executing;
    private volatile boolean succeeded;
    private volatile @Nullable SyncException failure;

    /**
     * @param source what the run reads
     * @param body the body of the exchange that it was opened from
     * @param routeIds the routes that the exchange came from and is in
     * @param lane left when the run needs it no longer
     */
    public KeptRun(SyncRun run, Closeable source, Object body, Set<String> routeIds, Lane lane) {
        this.run = run;
        this.source = source;
        this.body = body;
        this.routeIds = Set.copyOf(routeIds);
        this.lane = lane;
    }

    /** The id of the run. */
    public String runId() {
        return run.runId();
    }

    /** Whether Camel calls again for this run, and not for a new one with the same exchange. */
    public boolean isCalledAgainBy(Exchange exchange) {
        RunMark left = mark;
        return left != null && left.isCalledAgainBy(exchange, succeeded);
    }

    /**
     * Runs, or goes on; a run that has ended gives its result, or its failure, again.
     *
     * @param abort why the run is given up instead, {@code null} where it is not
     */
    public SyncResult execute(Exchange exchange, @Nullable String abort) throws SyncException {
        mark = RunMark.of(exchange, body);
        idle.acquireUninterruptibly();
        executing = Thread.currentThread();
        try {
            SyncResult result = abort == null ? run.execute() : run.abort(abort);
            failure = null;
            succeeded = true;
            lane.close();
            return result;
        } catch (SyncException e) {
            failure = e;
            throw e;
        } finally {
            executing = null;
            idle.release();
        }
    }

    /** How the run failed when it was last executed, or {@code null} where it did not. */
    public @Nullable SyncException failure() {
        return failure;
    }

    /** Whether executing the same run again gives the same failure, though what broke it may have passed. */
    public boolean isBroken() {
        SyncException last = failure;
        return last != null && last.reason() == SyncException.Reason.BROKEN && !last.isRetryable();
    }

    boolean isOf(String routeId) {
        return routeIds.contains(routeId);
    }

    void stop(String why) {
        run.stop(why);
    }

    /** Waits until nobody executes the run, so long as that is not the calling thread itself. */
    void awaitIdle(Duration atMost) throws InterruptedException {
        if (executing != Thread.currentThread() && idle.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            idle.release();
        }
    }

    @Override
    public void close() {
        try (source;
                lane) {
            run.discard();
        } catch (IOException | RuntimeException e) {
            LOG.warn("run {} left something behind: {}", run.runId(), e.toString());
        }
    }
}
