/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a job is asked again: a tenth of the time that it took so far, so that at most a tenth of the
 * job's time is lost and a job of an hour takes some fifty questions. Pure.
 *
 * @param fixed a fixed interval, {@code null} to adapt
 */
public record PollInterval(@Nullable Duration fixed) {
    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int PART = 10;

    /** The wait after so much time. */
    public Duration after(Duration elapsed) {
        if (fixed != null) {
            return fixed;
        }
        Duration part = elapsed.dividedBy(PART);
        if (part.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }
}
