/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import java.time.Duration;

/**
 * How long to wait before a try: doubling from the first delay, capped, with jitter so that clients that failed
 * together do not come back together. Pure.
 *
 * @param first the delay before the first retry
 * @param cap the longest delay
 */
public record Backoff(Duration first, Duration cap) {
    /** The longest delay of all runs. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(1);

    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || cap.isNegative()) {
            throw new IllegalArgumentException("delays must not be negative, were " + first + " and " + cap);
        }
    }

    /**
     * The delay before a retry.
     *
     * @param retry 1 for the first
     * @param random 0 inclusive to 1 exclusive
     * @return between half of the full delay and all of it
     */
    public Duration delay(int retry, double random) {
        double full = (double) first.toNanos() * Math.pow(2, Math.min(retry - 1, MAX_DOUBLINGS));
        double capped = Math.min(full, (double) cap.toNanos());
        return Duration.ofNanos((long) (capped * (0.5 + random / 2)));
    }
}
