/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.SyncTotals;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which finished runs count as failed, so that the caller sees an exception.
 *
 * @param mode the rule
 * @param threshold for {@link Mode#THRESHOLD} only
 */
public record FailOn(Mode mode, @Nullable Threshold threshold) {
    /** The rules. */
    public enum Mode {
        /** No finished run fails. */
        NEVER,
        /** A run fails when it had records and all were rejected. The default. */
        ALL,
        /** A run fails when any record was rejected. */
        ANY,
        /** A run fails when a count or percentage of its records was rejected. */
        THRESHOLD
    }

    /** The default. */
    public static final FailOn DEFAULT = new FailOn(Mode.ALL, null);

    /** Reads {@code never}, {@code all}, {@code any}, a count or a percentage. */
    public static FailOn parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "never" -> new FailOn(Mode.NEVER, null);
            case "all" -> DEFAULT;
            case "any" -> new FailOn(Mode.ANY, null);
            default -> new FailOn(Mode.THRESHOLD, thresholdOf(text));
        };
    }

    private static Threshold thresholdOf(String text) {
        try {
            return Threshold.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "failOn must be never, all, any, a count such as 50 or a percentage such as 2.5%, was '" + text
                            + "'",
                    e);
        }
    }

    /** The value of the option, as {@link #parse} reads it. */
    @Override
    public String toString() {
        return threshold == null ? mode.name().toLowerCase(Locale.ROOT) : threshold.toString();
    }

    /** Whether a run that came to its end with these totals has failed. */
    public boolean isFailed(SyncTotals totals) {
        long rejected = totals.rejected();
        return switch (mode) {
            case NEVER -> false;
            case ALL -> rejected > 0 && rejected == totals.total();
            case ANY -> rejected > 0;
            case THRESHOLD -> threshold != null && rejected > 0 && threshold.isReachedBy(rejected, totals.total());
        };
    }
}
