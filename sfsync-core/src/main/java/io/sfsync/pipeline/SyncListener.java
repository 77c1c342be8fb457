/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.record.SourceRecord;
import java.util.OptionalLong;

/**
 * Is told what a run does. Calls come from the run's own threads, one at a time. A listener that throws is logged and
 * never changes an outcome.
 */
public interface SyncListener {
    /** A run starts, or is taken up again after a break. */
    default void onRunStart(String runId) {}

    /** A record was read, before it is mapped. Called only on listeners that override it. */
    default void onRecordStart(SourceRecord record) {}

    /** A record has succeeded. */
    default void onRecordSuccess(RecordOutcome outcome) {}

    /** A record was rejected, left unprocessed, or its outcome cannot be known. */
    default void onRecordError(RecordOutcome outcome) {}

    /**
     * A batch is finished.
     *
     * @param batch 1-based number of the batch
     * @param totalBatches how many there will be, where that is known
     * @param resultSoFar the run's figures after this batch
     */
    default void onBatchComplete(long batch, OptionalLong totalBatches, SyncResult resultSoFar) {}

    /**
     * A Bulk 2.0 job was asked how far it is. Such a job may take hours, and until its end no record has an outcome.
     *
     * @param jobId the id of the job
     * @param state as Salesforce names it, such as {@code InProgress}
     * @param processed how many rows of the job Salesforce has processed, the failed among them
     * @param failed how many of them failed
     */
    default void onJobProgress(String jobId, String state, long processed, long failed) {}

    /** The run is over, whatever way, or breaks and may be taken up again. */
    default void onRunEnd(SyncResult result) {}
}
