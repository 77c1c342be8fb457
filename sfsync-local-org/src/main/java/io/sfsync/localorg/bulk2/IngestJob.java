/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job with its state, its counters and its files. Thread-safe: every method holds the job's lock. */
final class IngestJob {
    private final String id;
    private final JobSpec spec;
    private final Path folder;
    private final Clock clock;
    private final Instant created;
    private final JobResults results;
    private Instant modified;
    private JobState state = JobState.Open;
    private boolean uploading;
    private boolean content;
    private boolean seenInProgress;
    private long processed;
    private long failed;
    private long processingMillis;
    private long unprocessedFrom;
    private @Nullable String errorMessage;

    IngestJob(String id, JobSpec spec, Path folder, Clock clock, JobResults results) {
        this.id = id;
        this.spec = spec;
        this.folder = folder;
        this.clock = clock;
        this.created = clock.instant();
        this.modified = created;
        this.results = results;
    }

    String id() {
        return id;
    }

    JobSpec spec() {
        return spec;
    }

    Instant created() {
        return created;
    }

    Path folder() {
        return folder;
    }

    /** The uploaded data. */
    Path contentFile() {
        return folder.resolve("content.csv");
    }

    JobResults results() {
        return results;
    }

    synchronized JobState state() {
        return state;
    }

    synchronized boolean hasContent() {
        return content;
    }

    /** The position in the content of the first row that was not processed. */
    synchronized long unprocessedFrom() {
        return unprocessedFrom;
    }

    /** False if the job has data already or is just getting some. */
    synchronized boolean beginUpload() {
        if (uploading || content) {
            return false;
        }
        uploading = true;
        return true;
    }

    synchronized void endUpload(boolean complete) {
        uploading = false;
        content = content || complete;
        touch();
    }

    /** Goes from one state to another; false if it was in a third one. */
    synchronized boolean move(JobState from, JobState to) {
        if (state != from) {
            return false;
        }
        state = to;
        touch();
        return true;
    }

    /** Ends the job on its owner's request; false if it has ended already. */
    synchronized boolean abort() {
        if (state.isTerminal()) {
            return false;
        }
        state = JobState.Aborted;
        touch();
        return true;
    }

    synchronized void fail(String message) {
        if (!state.isTerminal()) {
            state = JobState.Failed;
            errorMessage = message;
            touch();
        }
    }

    /** Counts a chunk that was done. */
    synchronized void count(int rows, int failedRows, long millis, long nextOffset) {
        processed += rows;
        failed += failedRows;
        processingMillis += millis;
        unprocessedFrom = nextOffset;
        touch();
    }

    /** Everything about the job at one moment, for the caller to see. */
    synchronized Snapshot snapshot() {
        return new Snapshot(
                id, spec, created, modified, state, content, processed, failed, processingMillis, errorMessage);
    }

    /**
     * What a poll sees: a job that has ended is shown as InProgress once, since in a real org nobody sees a job go from closed to complete
     * at once; its counters may equal the total then, as mohan-chinnappan-n/cli-dx recorded.
     */
    synchronized Snapshot poll() {
        Snapshot now = snapshot();
        boolean hide = !seenInProgress && (state == JobState.JobComplete || state == JobState.Failed);
        seenInProgress = seenInProgress || hide || state == JobState.InProgress;
        return hide ? now.asInProgress() : now;
    }

    private void touch() {
        modified = clock.instant();
    }

    /**
     * A job at one moment.
     *
     * @param id 18 characters
     * @param created when it was created
     * @param modified when anything about it changed last
     * @param hasContent whether data was uploaded
     * @param processed rows processed, failed ones included
     * @param failed rows that failed
     * @param processingMillis time spent on its chunks
     * @param errorMessage why the job failed; null unless it did
     */
    record Snapshot(
            String id,
            JobSpec spec,
            Instant created,
            Instant modified,
            JobState state,
            boolean hasContent,
            long processed,
            long failed,
            long processingMillis,
            @Nullable String errorMessage) {
        Snapshot asInProgress() {
            return new Snapshot(
                    id, spec, created, modified, JobState.InProgress, hasContent, processed, failed, 0, null);
        }
    }
}
