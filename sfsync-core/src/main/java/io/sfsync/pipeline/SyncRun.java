/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.SyncResult;
import java.util.Optional;

/**
 * One run. {@link #execute} may be called again after a {@link SyncException} that is
 * {@linkplain SyncException#isRetryable retryable}: it goes on where the run broke, sends what is known not to have been
 * sent, asks for what is not known, and never sends a record twice that may have been taken.
 */
public interface SyncRun {
    /** The run's id, known before the first record is read. */
    String runId();

    /**
     * Runs to the end; blocks.
     *
     * @return the final result; the same again for a run that has ended
     * @throws SyncException if the run broke, was stopped or failed; the same again for a run that has ended that way
     */
    SyncResult execute() throws SyncException;

    /**
     * Ends the run soon, from any thread: no further batch starts, waits end within 5 seconds, a job that is still open
     * is aborted, one that Salesforce works on is left running. {@link #execute} then throws with reason
     * {@link SyncException.Reason#PARKED}.
     *
     * @param why for messages, such as {@code "the route is stopping"}
     */
    void stop(String why);

    /**
     * Gives the run up, in place of {@link #execute}: no further record is sent; jobs that are open or at work are
     * aborted, and what they have processed is taken down; all other records are unprocessed. Blocks. The run never goes
     * on afterwards.
     *
     * @param why for the journal and the errors of the records, such as {@code "aborted by its user"}
     * @return the account
     * @throws SyncException if the run broke; aborting again can help
     */
    SyncResult abort(String why) throws SyncException;

    /** The figures so far. */
    SyncResult resultSoFar();

    /** What the run is expected to take; known once its API is chosen, before the first batch goes. */
    Optional<RunEstimate> estimate();

    /** Whether the run has come to an end that no further {@link #execute} changes. */
    boolean isEnded();

    /** Deletes the run's folder, unless it was given by the caller to keep. Outcomes cannot be read afterwards. */
    void discard();
}
