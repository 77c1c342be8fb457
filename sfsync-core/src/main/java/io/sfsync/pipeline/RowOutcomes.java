/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.OutcomeWindow;
import io.sfsync.batch.PositionMap;
import io.sfsync.failure.FailureClass;
import io.sfsync.failure.FailureClassifier;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the outcomes of one round of a Bulk batch into their slots, and notes the rows that go again. */
final class RowOutcomes {
    private final Api api;
    private final Operation operation;
    private final OutcomeLog log;
    private final PositionMap positions;
    private final OutcomeWindow slots;
    private final boolean mayGoAgain;
    private final boolean mayGoNarrower;
    private final boolean prefersJobs;
    private final boolean isFirstRound;
    private final BitSet again = new BitSet();
    private int rows;
    private boolean brokeLimit;
    private boolean lostLock;
    private int lockRows;
    private boolean notProcessed;

    RowOutcomes(BulkBatch batch, Api api, RunTools tools) {
        this.api = api;
        this.operation = tools.options().operation();
        this.log = tools.log();
        this.positions = batch.positions();
        this.slots = log.window();
        this.mayGoAgain = !batch.isLastRound();
        this.mayGoNarrower = batch.mayGoNarrower();
        this.prefersJobs = batch.prefersJobs();
        this.isFirstRound = batch.isFirstRound();
    }

    /** How many rows have a result. */
    int rows() {
        return rows;
    }

    /**
     * Whether those rows go in small calls: all of them were refused, and another job would either be refused for the
     * same reason, or be larger than what is left.
     */
    boolean goNarrower() {
        boolean fewLocks = lockRows <= SmallCalls.MOST_ROWS_THAT_LOST_A_LOCK;
        return mayGoNarrower && !notProcessed && (!mayGoAgain || (fewLocks && (brokeLimit || !prefersJobs)));
    }

    /** The rows that were not processed, or lost a lock, and may do better in another job. */
    BitSet again() {
        return again;
    }

    /** Whether a row broke a governor limit. */
    boolean brokeLimit() {
        return brokeLimit;
    }

    /** Tells what the width of the batch did. */
    void tell(WidthFinder width) {
        if (brokeLimit) {
            width.brokeLimit(positions.size());
        } else if (lostLock) {
            width.lostLock(positions.size());
        } else if (again.isEmpty()) {
            width.cameThrough(positions.size());
        }
    }

    void saved(int ordinal, String id, boolean created) throws IOException {
        set(ordinal, operation.success(created), id, List.of());
    }

    void refused(int ordinal, String id, RecordError error) throws IOException {
        FailureClass asked = FailureClassifier.classify(api, operation, error);
        brokeLimit |= asked == FailureClass.SEND_NARROWER;
        lostLock |= asked == FailureClass.RETRY_RECORD;
        boolean mayPass = asked == FailureClass.RETRY_RECORD
                || asked == FailureClass.SEND_NARROWER
                || (asked == FailureClass.RETRY_ONCE && isFirstRound);
        boolean narrows = asked == FailureClass.SEND_NARROWER;
        boolean hasRoom = narrows || lockRows < SmallCalls.MOST_ROWS_THAT_LOST_A_LOCK;
        if (mayPass && (mayGoAgain || (mayGoNarrower && hasRoom))) {
            lockRows += narrows ? 0 : 1;
            goAgain(ordinal);
        } else {
            set(ordinal, OutcomeKind.REJECTED, id, List.of(error));
        }
    }

    /**
     * The row is known not to have been processed.
     *
     * @param canHelp whether another job may process it
     */
    void unprocessed(int ordinal, List<RecordError> why, boolean canHelp) throws IOException {
        if (canHelp && mayGoAgain) {
            notProcessed = true;
            goAgain(ordinal);
        } else {
            set(ordinal, OutcomeKind.UNPROCESSED, "", why);
        }
    }

    void unknown(int ordinal, List<RecordError> why) throws IOException {
        set(ordinal, OutcomeKind.UNKNOWN, "", why);
    }

    /** Rows without a result are unknown. */
    void fillGaps(List<RecordError> why) throws IOException {
        for (int i = 0; i < positions.size(); i++) {
            if (!again.get(i) && slots.kind(positions.position(i)) == null) {
                unknown(i, why);
            }
        }
        flush();
    }

    /** Hands the outcomes to the file, from where others read them. */
    void flush() throws IOException {
        slots.flush();
    }

    private void goAgain(int ordinal) {
        rows++;
        again.set(ordinal);
    }

    private void set(int ordinal, OutcomeKind kind, @Nullable String id, List<RecordError> why) throws IOException {
        rows++;
        slots.set(positions.position(ordinal), kind, id == null || id.isEmpty() ? null : id, log.addErrors(why));
    }
}
