/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch with its state, its counters and its files. Thread-safe. */
final class ClassicBatch {
    private final String id;
    private final String jobId;
    private final Path folder;
    private final String requestType;
    private final Clock clock;
    private final Instant created;
    private Instant modified;
    private BatchState state = BatchState.Queued;
    private @Nullable String message;
    private long processed;
    private long failed;
    private long millis;
    private List<String> resultIds = List.of();

    ClassicBatch(String id, String jobId, Path folder, String requestType, Clock clock) {
        this.id = id;
        this.jobId = jobId;
        this.folder = folder;
        this.requestType = requestType;
        this.clock = clock;
        this.created = clock.instant();
        this.modified = created;
    }

    String id() {
        return id;
    }

    /** The Content-Type the request came with. */
    String requestType() {
        return requestType;
    }

    Path requestFile() {
        return folder.resolve(id + ".request");
    }

    Path resultFile() {
        return folder.resolve(id + ".result");
    }

    synchronized BatchState state() {
        return state;
    }

    synchronized long processed() {
        return processed;
    }

    synchronized long failed() {
        return failed;
    }

    synchronized long millis() {
        return millis;
    }

    /** The ids of a query's results. */
    synchronized List<String> resultIds() {
        return resultIds;
    }

    synchronized void resultIds(List<String> ids) {
        resultIds = List.copyOf(ids);
    }

    /** Goes from one state to another; false if it was in a third one. */
    synchronized boolean move(BatchState from, BatchState to) {
        if (state != from) {
            return false;
        }
        state = to;
        modified = clock.instant();
        return true;
    }

    synchronized void fail(String why) {
        state = BatchState.Failed;
        message = why;
        modified = clock.instant();
    }

    synchronized void count(long rows, long failedRows, long tookMillis) {
        processed += rows;
        failed += failedRows;
        millis += tookMillis;
        modified = clock.instant();
    }

    synchronized InfoDocument info(boolean json) {
        InfoDocument info = new InfoDocument().put("id", id).put("jobId", jobId).put("state", state.name());
        if (message != null || json) {
            info.put("stateMessage", message);
        }
        return info.put("createdDate", created)
                .put("systemModstamp", modified)
                .put("numberRecordsProcessed", processed)
                .put("numberRecordsFailed", failed)
                .put("totalProcessingTime", millis)
                .put("apiActiveProcessingTime", millis)
                .put("apexProcessingTime", 0);
    }
}
