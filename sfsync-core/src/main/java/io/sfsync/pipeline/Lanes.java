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
    /** Batches of which nothing is sent again, and whose results are read. */
    private int through;

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
        Batch next = next(batch, state);
        while (next != null) {
            launch(next, state);
            next = next == batch ? null : next(batch, state);
        }
    }

    /** What is started now: a batch that was held, or this one; {@code null} where this one is held or stays here. */
    private synchronized @Nullable Batch next(Batch batch, RunState state) throws InterruptedException {
        while (state.mayStart()) {
            boolean hasRoom = inFlight < width;
            Batch free = hasRoom ? takeHeld(state) : null;
            if (free != null) {
                inFlight++;
                return free;
            }
            boolean waits = mustWait(batch);
            if (hasRoom && !waits) {
                inFlight++;
                return batch;
            }
            if (waits && mayHold()) {
                held.add(batch);
                return null;
            }
            wait();
        }
        return null;
    }

    /** With one lane nothing overtakes what waits. */
    private boolean mayHold() {
        return width > 1 && held.size() < 2 * width;
    }

    private void launch(Batch batch, RunState state) {
        Turn turn = new Turn();
        ExecutorService threads;
        synchronized (this) {
            threads = executor;
        }
        try {
            threads.execute(() -> write(batch, state, turn));
        } catch (RuntimeException e) {
            turn.end();
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

    private void write(Batch first, RunState state, Turn turn) {
        Batch batch = first;
        Thread thread = Thread.currentThread();
        synchronized (this) {
            running.add(thread);
        }
        try {
            for (Batch next = first; next != null; next = free(state, turn)) {
                batch = next;
                batch.write(turn);
                settled(batch);
            }
        } catch (InterruptedException | InterruptedIOException | ClosedByInterruptException e) {
            LOG.debug("Batch {} waits: {}", batch.number(), e.getMessage());
            state.park("a thread of the run was interrupted");
        } catch (Exception | Error e) {
            state.fail(e);
        } finally {
            leave(thread);
            turn.end();
        }
    }

    /**
     * The first of the batches that had to wait for others and need no longer; this lane goes on with it. Where there is
     * none the turn is over before anybody else looks, who else would find no room for one that is free from now on.
     */
    private synchronized @Nullable Batch free(RunState state, Turn turn) {
        Batch next = turn.mayStartAgain() ? takeHeld(state) : null;
        if (next == null) {
            turn.end();
        } else {
            turn.startAgain();
        }
        return next;
    }

    private @Nullable Batch takeHeld(RunState state) {
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
        while (isBusy() && state.mayStart()) {
            wait();
        }
        return state.mayStart();
    }

    private synchronized boolean isBusy() {
        return inFlight + through > 0;
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private synchronized void awaitChange(RunState state, Deadline deadline) throws InterruptedException {
        if (!isBusy()) {
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

    /**
     * One batch after the other on one thread. Of those whose results are read there are at most as many as may be in
     * flight, so that with one lane they are told of in their order.
     */
    private final class Turn implements Batch.Lane {
        private boolean isThrough;
        private boolean hasEnded;

        @Override
        public void awaitEarlier() throws InterruptedException {
            synchronized (Lanes.this) {
                while (!isThrough && through >= width) {
                    Lanes.this.wait();
                }
            }
        }

        @Override
        public void isThrough() throws InterruptedException {
            synchronized (Lanes.this) {
                awaitEarlier();
                if (!isThrough) {
                    isThrough = true;
                    through++;
                    inFlight--;
                    Lanes.this.notifyAll();
                }
            }
        }

        /** Whether there is room for another batch in flight. */
        private boolean mayStartAgain() {
            return !isThrough || inFlight < width;
        }

        private void startAgain() {
            if (isThrough) {
                isThrough = false;
                through--;
                inFlight++;
                Lanes.this.notifyAll();
            }
        }

        private void end() {
            synchronized (Lanes.this) {
                if (hasEnded) {
                    return;
                }
                hasEnded = true;
                if (isThrough) {
                    through--;
                } else {
                    inFlight--;
                }
                Lanes.this.notifyAll();
            }
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
