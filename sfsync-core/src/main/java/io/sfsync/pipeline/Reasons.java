/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.order.DuplicateKeys;
import io.sfsync.outcome.RecordError;
import java.util.List;
import java.util.Locale;

/** The reasons that are the engine's own. */
final class Reasons {
    private Reasons() {}

    /** The record was never sent, or is known not to have been processed. */
    static List<RecordError> unprocessed(String why) {
        return List.of(RecordError.of("SFSYNC_UNPROCESSED", "not processed: " + why));
    }

    /** The record was sent, and there is no way to find out what became of it. */
    static List<RecordError> answerLost(String why) {
        return List.of(RecordError.of("SFSYNC_ANSWER_LOST", why));
    }

    /** The line of the source is no row. */
    static RecordError malformed(String problem) {
        return RecordError.of("SFSYNC_MALFORMED_ROW", "the row " + problem);
    }

    /** The mapping threw, which it must not. */
    static RecordError mappingFailed(RuntimeException cause) {
        return RecordError.of("SFSYNC_MAPPING_FAILED", "the mapping threw " + cause);
    }

    /** Another record has the same key, and the option says which of them is sent. */
    static List<RecordError> duplicateKey(DuplicateKeys policy, String others) {
        String which = switch (policy) {
            case FIRST -> "record " + others + " has the same key and comes first";
            case LAST -> "record " + others + " has the same key and comes last";
            default -> "the same key is in record " + others;
        };
        return List.of(RecordError.of(
                "SFSYNC_DUPLICATE_KEY",
                which + " (duplicateKeys=" + policy.name().toLowerCase(Locale.ROOT) + ")"));
    }

    /** The record is there, but a lookup that was to be set after its insert is not. */
    static RecordError notLinked(String why) {
        return RecordError.of(
                "SFSYNC_NOT_LINKED",
                "the record is there, but without a lookup that closes a circle of records: " + why);
    }

    /** The text by which Bulk CSV empties a field. */
    static List<RecordError> notRepresentable() {
        return List.of(RecordError.of(
                "SFSYNC_NOT_REPRESENTABLE",
                "a value is the text #N/A, by which Bulk CSV empties a field; send the record with api=collections"));
    }

    /** Bulk 2.0 refuses a job whole whose values have line ends that its rows do not have. */
    static List<RecordError> windowsLineEnd() {
        return List.of(RecordError.of(
                "SFSYNC_NOT_REPRESENTABLE",
                "a value has a line end of Windows (CR LF), for which Bulk 2.0 would refuse the whole job; send the"
                        + " record with api=collections or bulk1, or let the mapping replace it"));
    }

    /** The job ended before it came to the record. */
    static List<RecordError> jobEnded(String job, String why) {
        return List.of(RecordError.of("SFSYNC_UNPROCESSED", "not processed by job " + job + ": " + why));
    }

    /** The batch failed after part of it may have been processed; such a batch has no results. */
    static List<RecordError> batchFailed(String batch, String why) {
        return List.of(
                RecordError.of("SFSYNC_NO_RESULT", "batch " + batch + " failed half way and has no results: " + why));
    }

    /** The job is over, and its results do not hold the record. */
    static List<RecordError> noResult(String job) {
        return List.of(
                RecordError.of("SFSYNC_NO_RESULT", "the results of job " + job + " hold nothing about the record"));
    }
}
