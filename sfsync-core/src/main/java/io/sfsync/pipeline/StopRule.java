/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.OutcomeKind;
import org.jspecify.annotations.Nullable;

/** Stops a run whose records are rejected, as {@code stopOnError} and {@code errorThreshold} say. */
final class StopRule {
    private final boolean stopOnError;
    private final @Nullable Threshold threshold;
    private final RunState state;

    StopRule(SyncOptions options, RunState state) {
        this.stopOnError = options.stopOnError();
        this.threshold = options.errorThreshold();
        this.state = state;
    }

    void judge(RunTotals totals, OutcomeKind latest) {
        if (latest != OutcomeKind.REJECTED) {
            return;
        }
        if (stopOnError) {
            state.stop("stopOnError: a record was rejected");
        }
        Threshold limit = threshold;
        if (limit == null) {
            return;
        }
        long processed = totals.snapshot().processed();
        boolean judged = !limit.percentage() || processed >= Threshold.MIN_SAMPLE;
        if (judged && limit.isReachedBy(totals.of(OutcomeKind.REJECTED), processed)) {
            state.stop("errorThreshold: " + totals.of(OutcomeKind.REJECTED) + " of " + processed
                    + " records were rejected, the limit is " + text(limit));
        }
    }

    private static String text(Threshold limit) {
        return limit.percentage() ? limit.value() + "%" : String.valueOf((long) limit.value());
    }
}
