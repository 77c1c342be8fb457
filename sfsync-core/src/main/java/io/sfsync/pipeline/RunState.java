/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a run may go on, and if not, why not. Safe for use by many threads. */
final class RunState implements Sleeper {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final @Nullable Sleeper sleeper;
    private final Runnable onChange;
    private @Nullable Throwable failure;
    private @Nullable String stopReason;
    private boolean aborting;
    private @Nullable String parkReason;
    private boolean awaitsRoom;
    private @Nullable Thread waiting;
    private final List<LastAct> lastActs = new ArrayList<>();
    private final List<LastAct> closingActs = new ArrayList<>();
    private CountDownLatch parked = new CountDownLatch(1);

    /**
     * @param sleeper waits instead of this, for tests
     * @param onChange is called when the run may not go on any more
     */
    RunState(@Nullable Sleeper sleeper, Runnable onChange) {
        this.sleeper = sleeper;
        this.onChange = onChange;
    }

    /** What is to be done once nothing is in flight any more. */
    @FunctionalInterface
    interface LastAct {
        void run() throws IOException, InterruptedException;
    }

    /** Keeps something to be done once nothing is in flight. */
    synchronized void atEnd(LastAct act) {
        lastActs.add(act);
    }

    /** Keeps something to be done whenever nothing is in flight any more, even if the run is only parked. */
    synchronized void atEveryEnd(LastAct act) {
        closingActs.add(act);
    }

    /** Does what is to be done at the end; a failure is logged and changes nothing. */
    void endActs() throws InterruptedException {
        List<LastAct> acts;
        synchronized (this) {
            acts = new ArrayList<>(closingActs);
            if (parkReason == null) {
                acts.addAll(lastActs);
            }
        }
        for (LastAct act : acts) {
            try {
                act.run();
            } catch (IOException e) {
                LOG.warn("Cleaning up after the run failed: {}", e.getMessage());
            }
        }
    }

    /** From now until {@link #endWait} this thread only asks: a wish to stop interrupts it. */
    synchronized void beginWait() {
        waiting = Thread.currentThread();
        if (parkReason != null) {
            waiting.interrupt();
        }
    }

    /** The thread does more than ask again. */
    synchronized void endWait() {
        waiting = null;
        if (parkReason != null && Thread.interrupted()) {
            LOG.debug("A question was interrupted: {}", parkReason);
        }
    }

    /** The run broke; the first failure counts, later ones are added to it. */
    void fail(Throwable cause) {
        synchronized (this) {
            if (failure == null) {
                failure = cause;
            } else if (failure != cause) {
                failure.addSuppressed(cause);
            }
        }
        onChange.run();
    }

    /** No further batch starts, because of an option. */
    void stop(String reason) {
        synchronized (this) {
            if (stopReason == null) {
                stopReason = reason;
            }
        }
        onChange.run();
    }

    /** Somebody gives the run up: no further batch starts, and what Salesforce works on is stopped. */
    void abort(String reason) {
        synchronized (this) {
            aborting = true;
        }
        stop(reason);
    }

    synchronized boolean isAborting() {
        return aborting;
    }

    /** Somebody wants the run to end soon. */
    void park(String reason) {
        synchronized (this) {
            // Once only: a second interrupt would hit the abort of a job that the first one led to.
            if (parkReason == null) {
                parkReason = reason;
                if (waiting != null) {
                    waiting.interrupt();
                }
            }
            parked.countDown();
        }
        onChange.run();
    }

    /** The org has no room for the run. */
    void parkForRoom(String reason) {
        synchronized (this) {
            awaitsRoom |= parkReason == null;
        }
        park(reason);
    }

    /** Whether it was for want of room that the run was parked. */
    synchronized boolean awaitsRoom() {
        return awaitsRoom;
    }

    /** The run is taken up again: a failure or a wish to stop that was reported is over. */
    synchronized void resume() {
        failure = null;
        parkReason = null;
        awaitsRoom = false;
        parked = new CountDownLatch(1);
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    synchronized @Nullable String stopReason() {
        return stopReason;
    }

    synchronized @Nullable String parkReason() {
        return parkReason;
    }

    /**
     * Goes on only while nobody wants the run to end.
     *
     * @throws InterruptedException if somebody does
     */
    void checkPark() throws InterruptedException {
        if (parkReason() != null) {
            throw new InterruptedException("the run is asked to stop");
        }
    }

    /** Whether a further batch may start. */
    synchronized boolean mayStart() {
        return failure == null && stopReason == null && parkReason == null;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = parked;
        }
        if (sleeper != null && latch.getCount() > 0) {
            sleeper.sleep(duration);
        }
        boolean woken = latch.await(sleeper == null ? duration.toNanos() : 0, TimeUnit.NANOSECONDS);
        if (woken) {
            throw new InterruptedException("the run is asked to stop");
        }
    }
}
