/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkDates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job with its batches. Thread-safe. */
final class ClassicJob {
    private final String id;
    private final ClassicSpec spec;
    private final Path folder;
    private final Clock clock;
    private final Instant created;
    private final List<ClassicBatch> batches = new ArrayList<>();
    private Instant modified;
    private String state = "Open";

    ClassicJob(String id, ClassicSpec spec, Path folder, Clock clock) {
        this.id = id;
        this.spec = spec;
        this.folder = folder;
        this.clock = clock;
        this.created = clock.instant();
        this.modified = created;
    }

    String id() {
        return id;
    }

    ClassicSpec spec() {
        return spec;
    }

    Path folder() {
        return folder;
    }

    Instant created() {
        return created;
    }

    synchronized String state() {
        return state;
    }

    /** Closes an open job, or aborts one that is not aborted yet (ForgeRock's tests against a real org); else false. */
    synchronized boolean end(String newState) {
        boolean allowed = state.equals("Open") || (state.equals("Closed") && newState.equals("Aborted"));
        if (!allowed) {
            return false;
        }
        state = newState;
        modified = clock.instant();
        if (newState.equals("Aborted")) {
            batches.forEach(batch -> batch.move(BatchState.Queued, BatchState.NotProcessed));
        }
        return true;
    }

    ClassicBatch addBatch(String batchId, String requestType) {
        ClassicBatch batch = new ClassicBatch(batchId, id, folder, requestType, clock);
        synchronized (this) {
            batches.add(batch);
            modified = clock.instant();
        }
        return batch;
    }

    synchronized List<ClassicBatch> batches() {
        return new ArrayList<>(batches);
    }

    Optional<ClassicBatch> batch(String batchId) {
        String wanted = batchId.length() >= 15 ? batchId.substring(0, 15) : batchId;
        return batches().stream()
                .filter(batch -> batch.id().substring(0, 15).equals(wanted))
                .findFirst();
    }

    private long count(BatchState wanted) {
        return batches().stream().filter(batch -> batch.state() == wanted).count();
    }

    InfoDocument info(boolean json) {
        List<ClassicBatch> all = batches();
        InfoDocument info = new InfoDocument()
                .put("id", id)
                .put("operation", spec.operation())
                .put("object", spec.object())
                .put("createdById", spec.owner().userId())
                .put("createdDate", created);
        synchronized (this) {
            info.put("systemModstamp", modified).put("state", state);
        }
        if (spec.externalIdFieldName() != null || json) {
            info.put("externalIdFieldName", spec.externalIdFieldName());
        }
        if (json) {
            info.put("assignmentRuleId", spec.assignmentRuleId());
        }
        long millis = all.stream().mapToLong(ClassicBatch::millis).sum();
        return info.put("concurrencyMode", spec.serial() ? "Serial" : "Parallel")
                .put("contentType", spec.contentType().name())
                .put("numberBatchesQueued", count(BatchState.Queued))
                .put("numberBatchesInProgress", count(BatchState.InProgress))
                .put("numberBatchesCompleted", count(BatchState.Completed))
                .put("numberBatchesFailed", count(BatchState.Failed))
                .put("numberBatchesTotal", all.size())
                .put(
                        "numberRecordsProcessed",
                        all.stream().mapToLong(ClassicBatch::processed).sum())
                .put("numberRetries", 0)
                .put("apiVersion", (double) spec.apiVersion().number())
                .put(
                        "numberRecordsFailed",
                        all.stream().mapToLong(ClassicBatch::failed).sum())
                .put("totalProcessingTime", millis)
                .put("apiActiveProcessingTime", millis)
                .put("apexProcessingTime", 0);
    }

    /** The job as the list of Bulk 2.0 shows it. */
    synchronized Map<String, Object> listed() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("operation", spec.operation());
        body.put("object", spec.object());
        body.put("createdById", spec.owner().userId());
        body.put("createdDate", BulkDates.json(created));
        body.put("systemModstamp", BulkDates.json(modified));
        body.put("state", state);
        if (spec.externalIdFieldName() != null) {
            body.put("externalIdFieldName", spec.externalIdFieldName());
        }
        body.put("concurrencyMode", spec.serial() ? "Serial" : "Parallel");
        body.put("contentType", spec.contentType().name());
        body.put("apiVersion", (double) spec.apiVersion().number());
        body.put("jobType", "Classic");
        return body;
    }
}
