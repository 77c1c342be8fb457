/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.SyncTotals;
import java.util.Optional;
import java.util.Set;

/** Records that travel together. It knows how far it is, and goes on from there however often it is written. */
interface Batch {
    /** 1-based number among the run's batches. */
    long number();

    /** How many records it carries. */
    int size();

    /**
     * Sends what is not sent, asks for what is not known, and settles every record; may be called again if it threw.
     *
     * @param lane is told when the next batch may start
     */
    void write(Lane lane) throws Exception;

    /** What a batch is written on. */
    @FunctionalInterface
    interface Lane {
        /**
         * None of the batch's records is sent again, whatever its results say: the next batch may start, and the
         * records are in the order of the source all the same. Waits while as many batches are read back as may be in
         * flight.
         */
        void isThrough() throws InterruptedException;

        /** Waits in the same way, so that with one lane nobody is told of records before those that precede them. */
        default void awaitEarlier() throws InterruptedException {}
    }

    /** Settles every record that has no outcome yet as unprocessed, because the run was stopped. */
    void abandon(String reason) throws Exception;

    /** What the record at this position counts as while it has no outcome. */
    OutcomeKind ofPending(long position);

    /** Whether the record at this position is in this batch. */
    boolean contains(long position);

    /**
     * Names of what no two batches may work on at the same time: while an earlier batch that has one of them is not
     * settled, a later one waits.
     */
    default Set<String> exclusive() {
        return Set.of();
    }

    /** The outcomes of the records that nobody was told of, where they have none what they count as. */
    SyncTotals untold();

    /** The job that goes on without the run, and its state as far as it is known. */
    default Optional<String> jobLeft() {
        return Optional.empty();
    }
}
