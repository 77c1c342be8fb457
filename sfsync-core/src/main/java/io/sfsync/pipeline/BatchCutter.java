/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Puts records into batches, and hands a batch to the lanes once it is full. Used by the run's own thread. */
interface BatchCutter {
    /** Takes a record; it is in a batch, or can be had by {@link #unsent}, when this returns or throws. */
    void add(CheckedRecord record) throws Exception;

    /** Whether records that an earlier process has settled, or left in a batch, have a say about the others. */
    default boolean wantsKnown() {
        return false;
    }

    /** Hears of a record that an earlier process has settled, or left in a batch. */
    default void known(CheckedRecord record) throws IOException {}

    /** Records of this shape will come. */
    default void expect(Shape shape) {}

    /** What the records that are added from now on work on, and no batch beside theirs may; empty for nothing. */
    default void lock(String name) {}

    /** The most records that Salesforce works on as one: a call, a batch, or a batch of its own making. */
    default int unit() {
        return 1;
    }

    /** How many records go to those that were added last, at least 1. */
    default int room() {
        return 1;
    }

    /** The source has ended: hands over all that is left; called again, it goes on where the run was stopped. */
    void finish() throws Exception;

    /** The run is stopped: hands over the batch that is being filled. */
    default void handOver() throws Exception {
        finish();
    }

    /** The next record that is in no batch, {@code null} for none; for a run that is stopped. */
    default @Nullable SourceRecord unsent() throws Exception {
        return null;
    }

    /** Gives back what is held on disk. */
    default void close() throws IOException {}
}
