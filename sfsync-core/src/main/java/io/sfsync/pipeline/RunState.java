/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.Sleeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether a run may go on, and if not, why not. Safe for use by many threads. */
final class RunState implements Sleeper {
    private final @Nullable Sleeper sleeper;
    private final Runnable onChange;
    private @Nullable Throwable failure;
    private @Nullable String stopReason;
    private @Nullable String parkReason;
    private CountDownLatch parked = new CountDownLatch(1);

    /**
     * @param sleeper waits instead of this, for tests
     * @param onChange is called when the run may not go on any more
     */
    RunState(@Nullable Sleeper sleeper, Runnable onChange) {
        this.sleeper = sleeper;
        this.onChange = onChange;
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

    /** Somebody wants the run to end soon. */
    void park(String reason) {
        synchronized (this) {
            if (parkReason == null) {
                parkReason = reason;
            }
            parked.countDown();
        }
        onChange.run();
    }

    /** The run is taken up again: a failure or a wish to stop that was reported is over. */
    synchronized void resume() {
        failure = null;
        parkReason = null;
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
