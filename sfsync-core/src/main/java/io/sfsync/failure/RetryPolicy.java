/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * How often and how long something is tried again. Safe for use by many threads.
 *
 * @param retries how many retries follow the first try, at least 0
 * @param backoff the delays between them
 * @param maxTime no retry starts later than this after the first failure
 * @param sleeper waits
 * @param clock tells the time
 * @param random the source of jitter, 0 inclusive to 1 exclusive
 */
public record RetryPolicy(
        int retries, Backoff backoff, Duration maxTime, Sleeper sleeper, Clock clock, DoubleSupplier random) {

    /** The same, without a retry. */
    public RetryPolicy once() {
        return new RetryPolicy(0, backoff, maxTime, sleeper, clock, random);
    }

    /** How long to wait before the rows of a round that did not come through are sent again. */
    public Duration pause(int round) {
        return backoff.delay(round, random.getAsDouble());
    }

    /** Starts to count the failures of one request or batch. */
    public Attempts start() {
        return new Attempts(this);
    }

    /** The failures of one request or batch so far. Used by one thread. */
    public static final class Attempts {
        private final RetryPolicy policy;
        private int failures;
        private Instant firstFailure = Instant.MAX;

        private Attempts(RetryPolicy policy) {
            this.policy = policy;
        }

        /**
         * Waits for the next try, if there is one.
         *
         * @param atLeast what the org asked for, such as by {@code Retry-After}; zero for nothing
         * @return whether to try again; not where the tries or the time are used up
         * @throws InterruptedException if the run is asked to stop meanwhile
         */
        public boolean waitForNext(Duration atLeast) throws InterruptedException {
            failures++;
            Instant now = policy.clock.instant();
            if (failures == 1) {
                firstFailure = now;
            }
            if (failures > policy.retries) {
                return false;
            }
            Duration delay = policy.backoff.delay(failures, policy.random.getAsDouble());
            Duration wait = delay.compareTo(atLeast) < 0 ? atLeast : delay;
            if (now.plus(wait).isAfter(firstFailure.plus(policy.maxTime))) {
                return false;
            }
            policy.sleeper.sleep(wait);
            return true;
        }

        /** How many tries failed. */
        public int failures() {
            return failures;
        }
    }
}
