/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import io.sfsync.localorg.bulk.LineEnding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A query job with its state and its results. Thread-safe. */
final class QueryJob {

    private final String id;
    private final QueryJobSpec spec;
    private final Path folder;
    private final Clock clock;
    private final Instant created;
    private final ResultFile results;
    private Instant modified;
    private QueryJobState state = QueryJobState.UploadComplete;
    private boolean seenInProgress;
    private long processingMillis;
    private @Nullable String errorMessage;

    QueryJob(String id, QueryJobSpec spec, Path folder, Clock clock) {
        this.id = id;
        this.spec = spec;
        this.folder = folder;
        this.clock = clock;
        this.created = clock.instant();
        this.modified = created;
        String lineEnding = spec.lineEnding() == LineEnding.CRLF ? "\r\n" : "\n";
        this.results = new ResultFile(folder, spec.columnDelimiter().character(), lineEnding);
    }

    String id() {
        return id;
    }

    QueryJobSpec spec() {
        return spec;
    }

    Instant created() {
        return created;
    }

    ResultFile results() {
        return results;
    }

    synchronized QueryJobState state() {
        return state;
    }

    /** Goes on to another state unless the job has ended. */
    synchronized boolean move(QueryJobState to) {
        if (state.isTerminal()) {
            return false;
        }
        state = to;
        modified = clock.instant();
        processingMillis = modified.toEpochMilli() - created.toEpochMilli();
        return true;
    }

    /**
     * Ends the job on its owner's request; false if it has ended already. A job whose end nobody has seen yet counts as under way: a small
     * one ends here at once, and takes seconds in a real org.
     */
    synchronized boolean abort() {
        if (state == QueryJobState.JobComplete && !seenInProgress) {
            state = QueryJobState.InProgress;
        }
        return move(QueryJobState.Aborted);
    }

    synchronized void fail(String message) {
        if (move(QueryJobState.Failed)) {
            errorMessage = message;
        }
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(id, spec, created, modified, state, results.rows(), processingMillis, errorMessage);
    }

    /** What a poll sees: as with ingest jobs, a job that has ended is shown as InProgress once. */
    synchronized Snapshot poll() {
        Snapshot now = snapshot();
        boolean hide = !seenInProgress && (state == QueryJobState.JobComplete || state == QueryJobState.Failed);
        seenInProgress = seenInProgress || hide || state == QueryJobState.InProgress;
        return hide ? now.asInProgress() : now;
    }

    void discard() throws IOException {
        results.close();
        Files.deleteIfExists(folder);
    }

    /**
     * A job at one moment.
     *
     * @param id 18 characters
     * @param spec what it was asked to do
     * @param created when it was created
     * @param modified when anything about it changed last
     * @param state its state
     * @param processed how many rows were found
     * @param processingMillis how long it took
     * @param errorMessage why it failed; null unless it did
     */
    record Snapshot(
            String id,
            QueryJobSpec spec,
            Instant created,
            Instant modified,
            QueryJobState state,
            long processed,
            long processingMillis,
            @Nullable String errorMessage) {

        Snapshot asInProgress() {
            return new Snapshot(id, spec, created, modified, QueryJobState.InProgress, processed, 0, null);
        }
    }
}
