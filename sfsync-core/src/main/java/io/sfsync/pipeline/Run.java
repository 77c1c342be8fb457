/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.SyncResult;
import io.sfsync.record.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run that {@link Pipeline} prepares: starts, goes on after a break, and keeps how it ended. */
final class Run implements SyncRun {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final String runId;
    private final RunWork work;
    private final Parts parts;
    private final SyncOptions options;
    private boolean executing;
    private boolean discarded;
    private @Nullable SyncResult finished;
    private @Nullable SyncException failed;

    Run(Parts parts, String runId, RecordReader source) {
        this.parts = parts;
        this.options = parts.options();
        this.runId = runId;
        this.work = new RunWork(runId, parts, source);
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public SyncResult execute() throws SyncException {
        SyncResult before = begin();
        if (before != null) {
            return before;
        }
        try {
            work.run();
            return conclude();
        } finally {
            synchronized (this) {
                executing = false;
            }
        }
    }

    @Override
    public SyncResult abort(String why) throws SyncException {
        work.state().abort(why);
        try {
            return execute();
        } catch (SyncException e) {
            if (e.reason() == SyncException.Reason.STOPPED) {
                return e.result();
            }
            throw e;
        }
    }

    private synchronized @Nullable SyncResult begin() throws SyncException {
        if (executing) {
            throw new IllegalStateException("run " + runId + " is being executed by another thread");
        }
        SyncException failure = failed;
        if (failure != null && !failure.isRetryable()) {
            throw failure;
        }
        if (discarded && finished == null) {
            throw new IllegalStateException("run " + runId + " was discarded and cannot go on");
        }
        if (finished == null && failure == null) {
            finished = before();
        }
        executing = finished == null;
        return finished;
    }

    /** The result that is asked for if the run is finished already. */
    private @Nullable SyncResult before() {
        try {
            return FinishedRun.find(parts, runId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SyncResult conclude() throws SyncException {
        SyncException failure = Ending.of(work, options);
        if (failure != null) {
            failure.leaves(work.jobsLeftBehind());
        }
        SyncResult result = failure == null ? work.account(null) : failure.result();
        boolean over = failure == null || !failure.isRetryable();
        if (over) {
            boolean ended = failure == null || failure.reason() != SyncException.Reason.BROKEN;
            work.close(ended ? result : null);
        }
        synchronized (this) {
            failed = failure;
            finished = failure == null ? result : null;
        }
        work.state().resume();
        work.tellEnd(result);
        if (failure != null) {
            LOG.warn("Ended: {}", failure.getMessage());
            throw failure;
        }
        return result;
    }

    @Override
    public Optional<RunEstimate> estimate() {
        return Optional.ofNullable(work.estimate());
    }

    @Override
    public void stop(String why) {
        if (!isEnded()) {
            work.state().park(why);
        }
    }

    @Override
    public synchronized SyncResult resultSoFar() {
        SyncException failure = failed;
        if (finished != null) {
            return finished;
        }
        return failure != null && !executing ? failure.result() : work.soFar();
    }

    @Override
    public synchronized boolean isEnded() {
        return finished != null || (failed != null && !failed.isRetryable());
    }

    @Override
    public void discard() {
        synchronized (this) {
            discarded = true;
        }
        work.close(null);
        try {
            work.discard();
        } catch (IOException e) {
            LOG.warn("The folder of run {} could not be deleted: {}", runId, e.getMessage());
        }
    }
}
