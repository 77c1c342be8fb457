/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a job is asked again: half of the time that it took so far, at most half a second, and from
 * five seconds on a tenth of that time. So a job of a moment does not wait for long, at most a tenth of a job's time or
 * half a second is lost, and a job of an hour takes some eighty questions. Pure.
 *
 * @param fixed a fixed interval, {@code null} to adapt
 */
public record PollInterval(@Nullable Duration fixed) {
    /** No wait is shorter, but for a fixed one. */
    public static final Duration SHORTEST = Duration.ofMillis(50);

    private static final Duration SHORTEST_OF_LONG_JOBS = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int PART_AT_FIRST = 2;
    private static final int PART = 10;

    /** The wait after so much time. */
    public Duration after(Duration elapsed) {
        if (fixed != null) {
            return fixed;
        }
        Duration atFirst = shorter(elapsed.dividedBy(PART_AT_FIRST), SHORTEST_OF_LONG_JOBS);
        return shorter(longer(longer(elapsed.dividedBy(PART), atFirst), SHORTEST), LONGEST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
