/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes the outcome of every record once: counts it, keeps the first errors, tells listeners and sinks, and stops the
 * run where an option says so. Safe for use by many threads; records are taken one at a time.
 */
final class Settler {
    private final RunTotals totals;
    private final Listeners listeners;
    private final Delivery errors;
    private final Delivery successes;
    private final StopRule stopRule;
    private final String runId;
    private final Clock clock;
    private final List<RecordOutcome> firstErrors = new ArrayList<>();
    private long incomplete;

    Settler(
            RunTotals totals,
            Listeners listeners,
            Delivery errors,
            Delivery successes,
            StopRule stopRule,
            String runId,
            Clock clock) {
        this.totals = totals;
        this.listeners = listeners;
        this.errors = errors;
        this.successes = successes;
        this.stopRule = stopRule;
        this.runId = runId;
        this.clock = clock;
    }

    /** Whether a sink wants records, so that source rows have to be kept. */
    boolean wantsRows() {
        return errors.isWanted() || successes.isWanted();
    }

    /** Whether a sink wants the source row of a record with this outcome. */
    boolean wantsRow(OutcomeKind kind) {
        return (kind.isSuccess() ? successes : errors).isWanted();
    }

    /** Whether somebody wants more of a record with this outcome than its number. */
    synchronized boolean wantsOutcome(OutcomeKind kind) {
        return wantsRow(kind)
                || listeners.wants(kind)
                || (!kind.isSuccess() && firstErrors.size() < SyncResult.MAX_ERRORS_IN_MEMORY);
    }

    /** Takes an outcome whose details nobody wants. */
    synchronized void settle(OutcomeKind kind) {
        totals.add(kind, 1);
        stopRule.judge(totals, kind);
    }

    /** Whether all is well with a record; what a dry run says of one that would succeed is no error. */
    private static boolean isClean(RecordOutcome outcome) {
        return outcome.kind().isSuccess()
                && outcome.errors().stream().allMatch(error -> error.code().equals(DryRunCutter.CODE));
    }

    /** Takes the outcome of a record whose source row no sink wants. */
    synchronized void settle(RecordOutcome outcome) {
        boolean clean = isClean(outcome);
        if (outcome.kind().isSuccess() && !clean) {
            incomplete++;
        }
        if (!clean && firstErrors.size() < SyncResult.MAX_ERRORS_IN_MEMORY) {
            firstErrors.add(outcome);
        }
        listeners.recordEnd(outcome);
        settle(outcome.kind());
    }

    /** Takes the outcome of a record. */
    synchronized void settle(SourceRecord source, RecordOutcome outcome) throws SinkException {
        settle(outcome);
        Delivery delivery = isClean(outcome) ? successes : errors;
        if (delivery.isWanted()) {
            delivery.add(new OutcomeRecord(source, outcome, runId, clock.instant()));
        }
    }

    /** Takes a record that is refused after it was read, before it is sent. */
    void refuse(OutcomeLog log, SourceRecord source, List<RecordError> why) throws IOException, SinkException {
        log.flush();
        log.set(source.position(), OutcomeKind.REJECTED, null, log.addErrors(why));
        settle(source, new RecordOutcome(source.position(), source.line(), OutcomeKind.REJECTED, null, why));
    }

    /** Hands what waits to the sinks. */
    synchronized void flush() throws SinkException {
        errors.flush();
        successes.flush();
    }

    /** How many records are there, but not as they should be: their outcome is a success with errors. */
    synchronized long incomplete() {
        return incomplete;
    }

    /** The first records that did not succeed, by their place in the source. */
    synchronized List<RecordOutcome> firstErrors() {
        return firstErrors.stream()
                .sorted(Comparator.comparingLong(RecordOutcome::row))
                .toList();
    }
}
