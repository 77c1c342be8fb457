/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.BatchRecords;
import io.sfsync.batch.OutcomeWindow;
import io.sfsync.batch.PositionMap;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.outcome.OutcomeKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of one Bulk batch that the org refused, and that may pass in smaller company, in calls of sObject
 * collections, each narrower than the one before: a job would cost more requests than such a call, and Bulk 2.0 fixes
 * how many rows share a transaction. Their outcomes go to their slots only; who tells of the batch tells of them.
 * Used by one thread at a time.
 */
final class SmallCalls {
    /** So many rows that lost a lock do better together in another job. */
    static final int MOST_ROWS_THAT_LOST_A_LOCK = 2_000;

    private final long number;
    private final Shape shape;
    private final CollectionsWriter writer;
    private final CollectionsFilling filling;
    private final RunTools tools;
    /** The records of a call that could not be written; it knows which of them are in doubt. */
    private volatile @Nullable CollectionsBatch broken;

    /**
     * @param number of the Bulk batch
     * @param shape the fields of its columns
     */
    SmallCalls(long number, Shape shape, CollectionsWriter writer, CollectionsFilling filling, RunTools tools) {
        this.number = number;
        this.shape = shape;
        this.writer = writer;
        this.filling = filling;
        this.tools = tools;
    }

    /** Whether a row could become unknown because the answer to a call is lost, which cannot happen with a job. */
    boolean mayLoseInserts() {
        String key = writer.keyField();
        return writer.mayInsert()
                && shape.fields().stream()
                        .noneMatch(
                                field -> field.lookup() == null && field.field().equals(key));
    }

    /**
     * Decides every row that has no outcome yet.
     *
     * @param body the file of the rows
     * @param positions where they stand in the source
     */
    void write(Path body, PositionMap positions) throws Exception {
        CollectionsBatch left = broken;
        if (left != null) {
            send(left);
        }
        each(body, positions, this::send);
    }

    /** Decides what is left without sending more than what is in doubt. */
    void abandon(Path body, PositionMap positions, String reason) throws Exception {
        CollectionsBatch left = broken;
        if (left != null) {
            giveUp(left, reason);
        }
        each(body, positions, batch -> giveUp(batch, reason));
    }

    /** What a row without an outcome counts as. */
    OutcomeKind ofPending(long position) {
        CollectionsBatch left = broken;
        return left != null && left.contains(position) ? left.ofPending(position) : OutcomeKind.UNPROCESSED;
    }

    /** What is done with the records of a call. */
    @FunctionalInterface
    private interface Act {
        void on(CollectionsBatch batch) throws Exception;
    }

    private void each(Path body, PositionMap positions, Act act) throws Exception {
        CollectionsBatch batch = new CollectionsBatch(number, writer, tools, false);
        try (OutcomeWindow slots = tools.log().window();
                BatchRecords rows = BatchRecords.open(body, positions, shape)) {
            for (CheckedRecord row = rows.next(); row != null; row = rows.next()) {
                if (slots.kind(row.source().position()) != null) {
                    continue;
                }
                filling.add(row, batch);
                if (filling.isFull(batch)) {
                    act.on(batch);
                    batch = new CollectionsBatch(number, writer, tools, false);
                }
            }
        }
        if (batch.size() > 0) {
            act.on(batch);
        }
    }

    private void send(CollectionsBatch batch) throws Exception {
        String stopped = tools.state().stopReason();
        if (stopped != null) {
            giveUp(batch, stopped);
            return;
        }
        broken = batch;
        batch.writeQuietly();
        over();
    }

    private void giveUp(CollectionsBatch batch, String reason) throws Exception {
        broken = batch;
        batch.abandon(reason);
        over();
    }

    /** The next call takes the place of this one in the journal. */
    private void over() throws Exception {
        tools.book().answered(number);
        broken = null;
    }
}
