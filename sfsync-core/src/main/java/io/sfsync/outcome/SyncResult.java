/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account of a run, final or so far. Immutable, holds no open handle.
 *
 * @param runId the run's id
 * @param operation what it did
 * @param object the Salesforce object
 * @param api the API that carried the records, {@code null} while that is undecided
 * @param org where to, as logs name it: {@code local org http://…} for a local org
 * @param status the state of the run
 * @param totals records by outcome
 * @param startedAt when it started
 * @param elapsed how long it took, or takes so far
 * @param requests HTTP requests sent, logins not counted
 * @param batches batches finished
 * @param jobIds the Bulk jobs, in the order in which they were created
 * @param firstErrors the first 1,000 records that did not succeed; the rest is on disk
 * @param stopReason why the run ended before its source did, {@code null} where it did not
 * @param width what {@code batchSize=auto} found, such as {@code Case: 40 per call, 3 in flight}; empty without it
 * @param outcomes where the outcome of every record can be read
 * @param dryRun whether the run only said what it would do
 */
public record SyncResult(
        String runId,
        Operation operation,
        String object,
        @Nullable Api api,
        String org,
        SyncStatus status,
        SyncTotals totals,
        Instant startedAt,
        Duration elapsed,
        long requests,
        long batches,
        List<String> jobIds,
        List<RecordOutcome> firstErrors,
        @Nullable String stopReason,
        String width,
        OutcomeSource outcomes,
        boolean dryRun) {

    /** The most errors that {@link #firstErrors} holds. */
    public static final int MAX_ERRORS_IN_MEMORY = 1_000;

    public SyncResult {
        jobIds = List.copyOf(jobIds);
        firstErrors = List.copyOf(firstErrors);
    }

    /** Succeeded of all records in percent, 0 to 100, unrounded; 0 where there was no record. */
    public double successRate() {
        return totals.total() == 0 ? 0.0 : 100.0 * totals.succeeded() / totals.total();
    }

    /** Records processed a second; the unprocessed do not count. 0 where nothing was processed. */
    public double recordsPerSecond() {
        double seconds = elapsed.toNanos() / 1e9;
        return totals.processed() == 0 || seconds == 0 ? 0.0 : totals.processed() / seconds;
    }

    /**
     * One outcome per record, in source order, read from disk.
     *
     * @return a stream over open files: close it
     * @throws IOException if the run's folder has been deleted, as it is when the exchange that made it is done
     */
    public Stream<RecordOutcome> openOutcomes() throws IOException {
        return outcomes.open();
    }

    /** The figures as plain values, for headers, JSON and expressions; errors are those in memory. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("runId", runId);
        map.put("operation", operation.wireName());
        map.put("object", object);
        map.put("api", api == null ? "" : api.optionName());
        map.put("org", org);
        map.put("status", status.name());
        if (dryRun) {
            map.put("dryRun", true);
        }
        map.put("total", totals.total());
        for (OutcomeKind kind : OutcomeKind.values()) {
            map.put(kind.label(), totals.of(kind));
        }
        map.put("successRate", successRate());
        map.put("elapsedSeconds", elapsed.toMillis() / 1000.0);
        map.put("recordsPerSecond", recordsPerSecond());
        map.put("requests", requests);
        map.put("batches", batches);
        map.put("jobIds", jobIds);
        map.put("stopReason", stopReason == null ? "" : stopReason);
        map.put("width", width);
        map.put("errors", firstErrors.stream().map(SyncResult::errorMap).toList());
        return map;
    }

    private static Map<String, Object> errorMap(RecordOutcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("row", outcome.row());
        map.put("line", outcome.line());
        map.put("outcome", outcome.kind().label());
        map.put("id", outcome.id() == null ? "" : outcome.id());
        map.put(
                "errors",
                outcome.errors().stream()
                        .map(e -> Map.of("code", e.code(), "message", e.message(), "fields", e.fields()))
                        .toList());
        return map;
    }
}
