/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches on threads of their own, as many at a time as the run may have in flight. Batches that could not be
 * written stay here, in their order, until the run is taken up again.
 */
final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    /** How long a call in flight may go on after somebody wants the run to end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final int width;
    private ExecutorService executor;
    private final Set<Batch> unsettled = new LinkedHashSet<>();
    /** Batches that wait for others that work on the same; so few that their records fit into memory. */
    private final Set<Batch> held = new LinkedHashSet<>();

    private final Set<Thread> running = new HashSet<>();
    private int inFlight;

    Lanes(int width, ExecutorService executor) {
        this.width = width;
        this.executor = executor;
    }

    /** Takes a batch and starts it as soon as a lane is free; if the run may not go on, it only keeps it. */
    void submit(Batch batch, RunState state) throws InterruptedException {
        synchronized (this) {
            unsettled.add(batch);
        }
        start(batch, state);
    }

    /** Takes a batch that an earlier process left; {@link #resume} starts it. */
    synchronized void takeUp(Batch batch) {
        unsettled.add(batch);
    }

    /** Starts again, on these threads, what could not be written before. */
    void resume(RunState state, ExecutorService threads) throws InterruptedException {
        synchronized (this) {
            executor = threads;
            held.clear();
        }
        for (Batch batch : unsettled()) {
            start(batch, state);
        }
    }

    /** The batches that have records without an outcome, in their order. */
    synchronized List<Batch> unsettled() {
        return new ArrayList<>(unsettled);
    }

    /** Every record of this batch has its outcome. */
    synchronized void settled(Batch batch) {
        unsettled.remove(batch);
        notifyAll();
    }

    private void start(Batch batch, RunState state) throws InterruptedException {
        ExecutorService threads;
        synchronized (this) {
            while (state.mayStart() && (mustWait(batch) || inFlight >= width)) {
                if (mustWait(batch) && held.size() < 2 * width) {
                    held.add(batch);
                    return;
                }
                wait();
            }
            if (!state.mayStart()) {
                return;
            }
            inFlight++;
            threads = executor;
        }
        try {
            threads.execute(() -> write(batch, state));
        } catch (RuntimeException e) {
            end();
            state.fail(e);
        }
    }

    /** Whether an earlier batch that is not settled works on what this one works on. */
    private boolean mustWait(Batch batch) {
        if (batch.exclusive().isEmpty()) {
            return false;
        }
        for (Batch earlier : unsettled) {
            if (earlier == batch) {
                return false;
            }
            if (!Collections.disjoint(earlier.exclusive(), batch.exclusive())) {
                return true;
            }
        }
        return false;
    }

    private void write(Batch first, RunState state) {
        Batch batch = first;
        Thread thread = Thread.currentThread();
        synchronized (this) {
            running.add(thread);
        }
        try {
            for (Batch next = first; next != null; next = free(state)) {
                batch = next;
                batch.write();
                settled(batch);
            }
        } catch (InterruptedException | InterruptedIOException | ClosedByInterruptException e) {
            LOG.debug("Batch {} waits: {}", batch.number(), e.getMessage());
            state.park("a thread of the run was interrupted");
        } catch (Exception | Error e) {
            state.fail(e);
        } finally {
            leave(thread);
            end();
        }
    }

    /** The first of the batches that had to wait for others and need no longer; this lane goes on with it. */
    private synchronized @Nullable Batch free(RunState state) {
        for (Batch batch : held) {
            if (state.mayStart() && !mustWait(batch)) {
                held.remove(batch);
                return batch;
            }
        }
        return null;
    }

    private synchronized void leave(Thread thread) {
        running.remove(thread);
        if (Thread.interrupted()) {
            // The thread may serve somebody else next: no interrupt of ours stays behind.
            LOG.debug("A lane was interrupted");
        }
    }

    private synchronized void end() {
        inFlight--;
        notifyAll();
    }

    /** Lets waiting threads look again whether the run may go on. */
    synchronized void wake() {
        notifyAll();
    }

    /**
     * Waits until nothing is in flight; once the run is to park, calls in flight have a short time to end. An interrupt
     * of the calling thread parks the run.
     *
     * @return whether the calling thread was interrupted
     */
    boolean awaitIdle(RunState state) {
        boolean interrupted = false;
        Deadline deadline = new Deadline();
        while (isBusy()) {
            try {
                awaitChange(state, deadline);
            } catch (InterruptedException e) {
                interrupted = true;
                state.park("the calling thread was interrupted");
            }
        }
        return interrupted;
    }

    /** Waits until nothing is in flight; false if the run may not go on before. */
    synchronized boolean awaitQuiet(RunState state) throws InterruptedException {
        while (inFlight > 0 && state.mayStart()) {
            wait();
        }
        return state.mayStart();
    }

    private synchronized boolean isBusy() {
        return inFlight > 0;
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private synchronized void awaitChange(RunState state, Deadline deadline) throws InterruptedException {
        if (inFlight == 0) {
            return;
        }
        if (state.parkReason() == null) {
            wait();
        } else if (deadline.isOver()) {
            running.forEach(Thread::interrupt);
            wait(GRACE.toMillis());
        } else {
            wait(GRACE.toMillis());
        }
    }

    /** Starts to run when it is asked for the first time. */
    private static final class Deadline {
        private long end;
        private boolean started;

        boolean isOver() {
            long now = System.nanoTime();
            if (!started) {
                started = true;
                end = now + GRACE.toNanos();
            }
            return now - end >= 0;
        }
    }
}
