/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One change of state.
 *
 * @param batch number of the batch, 0 where it is about the run
 * @param round how many times rows of the batch were put into a file, 0 where that means nothing
 * @param step how far the batch is; {@code null} for the run's own events
 * @param job id of the job that the step is about
 * @param part id of the batch within a Bulk API 1.0 job
 * @param positions records that are on their way in a call, such as {@code 1-200,205}
 * @param event what happened to the run: {@link #SOURCE_ENDED}, {@link #FINISHED} or {@link #ABORTED}
 * @param detail of the event: how many records there are, the status, or why it was given up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JournalEntry(
        long batch,
        int round,
        @Nullable BatchStep step,
        @Nullable String job,
        @Nullable String part,
        @Nullable String positions,
        @Nullable String event,
        @Nullable String detail) {
    /** The whole source is in batches or has outcomes. */
    public static final String SOURCE_ENDED = "source-ended";
    /** The run came to its end. */
    public static final String FINISHED = "finished";
    /** Somebody has given the run up: it ends, and does not go on. */
    public static final String ABORTED = "aborted";

    /** A step of a Bulk batch. */
    public static JournalEntry bulk(
            long batch, int round, BatchStep step, @Nullable String job, @Nullable String part) {
        return new JournalEntry(batch, round, step, job, part, null, null, null);
    }

    /** A step of a call. */
    public static JournalEntry call(long batch, BatchStep step, @Nullable String positions) {
        return new JournalEntry(batch, 0, step, null, null, positions, null, null);
    }

    /** An event of the run. */
    public static JournalEntry run(String event, String detail) {
        return new JournalEntry(0, 0, null, null, null, null, event, detail);
    }
}
