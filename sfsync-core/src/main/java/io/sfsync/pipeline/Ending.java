/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.FailureClass;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.pipeline.SyncException.Reason;
import io.sfsync.salesforce.LostAnswerException;
import io.sfsync.salesforce.NotSentException;
import io.sfsync.salesforce.OrgFaultException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Decides how a run ended. */
final class Ending {
    private Ending() {}

    /** The exception that the run throws, {@code null} for none. */
    static @Nullable SyncException of(RunWork work, SyncOptions options) {
        RunState state = work.state();
        Throwable failure = state.failure();
        String parked = state.parkReason();
        if (failure != null && !(parked != null && canHelp(failure))) {
            return broken(
                    work, failure instanceof UncheckedIOException e && e.getCause() != null ? e.getCause() : failure);
        }
        if (parked != null) {
            SyncResult result = work.account(parked);
            return new SyncException(
                            Reason.PARKED, message(work, "is parked: " + parked, result), result, true, failure)
                    .forRoom(state.awaitsRoom());
        }
        String stopped = state.stopReason();
        SyncResult result = work.account(stopped);
        if (stopped != null) {
            return new SyncException(Reason.STOPPED, message(work, "stopped: " + stopped, result), result, false, null);
        }
        if (options.failOn().isFailed(judged(result.totals(), work.incomplete()))) {
            SyncTotals totals = result.totals();
            String notLinked = work.incomplete() == 0 ? "" : " and " + work.incomplete() + " not linked";
            String why = "failed: " + totals.rejected() + " of " + totals.total() + " records were rejected" + notLinked
                    + ", and failOn="
                    + options.failOn() + "; with failOn=never no such run fails" + firstError(result);
            return new SyncException(Reason.REJECTED, message(work, why, result), result, false, null);
        }
        return null;
    }

    /** A record that is there but not linked counts, here, as one that is not right. */
    private static SyncTotals judged(SyncTotals totals, long incomplete) {
        return incomplete == 0 ? totals : totals.plus(new SyncTotals(-incomplete, 0, 0, 0, incomplete, 0, 0));
    }

    private static SyncException broken(RunWork work, Throwable failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        SyncResult result = work.account(why);
        return new SyncException(
                Reason.BROKEN, message(work, "broke: " + why, result), result, canHelp(failure), failure);
    }

    /** Whether what broke the run may pass, and the run can go on where it is. */
    private static boolean canHelp(Throwable failure) {
        if (failure instanceof NotSentException notSent) {
            return !notSent.isPermanent();
        }
        if (failure instanceof OrgFaultException fault) {
            return fault.failureClass() == FailureClass.RETRY_BATCH
                    || fault.failureClass() == FailureClass.OUTCOME_UNKNOWN;
        }
        return failure instanceof LostAnswerException || failure instanceof SinkException;
    }

    private static String firstError(SyncResult result) {
        return result.firstErrors().stream()
                .filter(outcome -> !outcome.errors().isEmpty())
                .findFirst()
                .map(outcome -> "; the first is record " + outcome.row() + ": "
                        + text(outcome.errors().get(0)))
                .orElse("");
    }

    private static String text(RecordError error) {
        return error.fields().isEmpty() ? error.code() : error.code() + " " + error.fields();
    }

    private static String message(RunWork work, String what, SyncResult result) {
        String figures = result.totals().total() == 0 ? "" : " (" + Progress.text(result.totals()) + ")";
        return "run " + work.runId() + " " + what + figures + work.jobsLeft();
    }
}
