/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.salesforce.PollInterval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits for what Salesforce works on: asks often at first and seldom later, and not for ever. */
final class Waiting {
    private final PollInterval interval;
    private final Duration jobTimeout;
    private final RunState state;
    private final Clock clock;

    Waiting(SyncOptions options, RunState state, Clock clock) {
        this.interval = new PollInterval(options.pollInterval());
        this.jobTimeout = options.jobTimeout();
        this.state = state;
        this.clock = clock;
    }

    /**
     * Starts to wait.
     *
     * @param what names what is waited for
     */
    Turn start(String what) {
        return new Turn(what, clock.instant());
    }

    /** One thing that is waited for. Used by one thread. */
    final class Turn {
        private final String what;
        private final Instant start;
        private final JobPace pace = new JobPace(interval);

        private Turn(String what, Instant start) {
            this.what = what;
            this.start = start;
        }

        /** How long to wait before the next question. */
        Duration pause() {
            return interval.after(Duration.between(start, clock.instant()));
        }

        /** Waits until it is time to ask again; past {@code jobTimeout} the run is parked. */
        void sleep() throws InterruptedException {
            sleep(pause());
        }

        /** The same for a job that says how many of its rows it has processed. */
        void sleep(long processed, long total) throws InterruptedException {
            sleep(pace.pause(Duration.between(start, clock.instant()), processed, total));
        }

        private void sleep(Duration pause) throws InterruptedException {
            if (Duration.between(start, clock.instant()).compareTo(jobTimeout) > 0) {
                state.park(what + " took longer than jobTimeout=" + jobTimeout
                        + "; it is left running, execute the run again to go on with it");
            }
            state.sleep(pause);
        }
    }
}
