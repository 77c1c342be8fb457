/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkDates;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of a job, each body with its keys in the order recorded by amp-labs/connectors (v60) and mohan-chinnappan-n/cli-dx (v49 to v57). */
final class JobBodies {
    private JobBodies() {}

    /** The answer to a create request. */
    static Map<String, Object> created(IngestJob.Snapshot job) {
        Map<String, Object> body = start(job, false);
        putContentUrl(body, job);
        putDialect(body, job);
        return body;
    }

    /** The answer to a close or an abort: no address, no dialect, no counters. */
    static Map<String, Object> changed(IngestJob.Snapshot job) {
        return start(job, false);
    }

    /** The answer to an info request. */
    static Map<String, Object> info(IngestJob.Snapshot job) {
        Map<String, Object> body = listed(job);
        if (job.hasContent()) {
            body.put("numberRecordsProcessed", job.processed());
            body.put("numberRecordsFailed", job.failed());
        }
        body.put("retries", 0);
        body.put("totalProcessingTime", job.processingMillis());
        body.put("apiActiveProcessingTime", job.processingMillis());
        body.put("apexProcessingTime", 0);
        if (job.errorMessage() != null) {
            body.put("errorMessage", job.errorMessage());
        }
        return body;
    }

    /** An item of the list of jobs. */
    static Map<String, Object> listed(IngestJob.Snapshot job) {
        Map<String, Object> body = start(job, true);
        body.put("jobType", "V2Ingest");
        if (job.state() == JobState.Open) {
            putContentUrl(body, job);
        }
        putDialect(body, job);
        return body;
    }

    private static Map<String, Object> start(IngestJob.Snapshot job, boolean withRule) {
        JobSpec spec = job.spec();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", job.id());
        body.put("operation", spec.operation());
        body.put("object", spec.object());
        body.put("createdById", spec.owner().userId());
        body.put("createdDate", BulkDates.json(job.created()));
        body.put("systemModstamp", BulkDates.json(job.modified()));
        body.put("state", job.state().name());
        if (spec.externalIdFieldName() != null) {
            body.put("externalIdFieldName", spec.externalIdFieldName());
        }
        if (withRule && spec.assignmentRuleId() != null) {
            body.put("assignmentRuleId", spec.assignmentRuleId());
        }
        body.put("concurrencyMode", "Parallel");
        body.put("contentType", "CSV");
        body.put("apiVersion", (double) spec.apiVersion().number());
        return body;
    }

    private static void putContentUrl(Map<String, Object> body, IngestJob.Snapshot job) {
        body.put("contentUrl", "services/data/v" + job.spec().apiVersion() + "/jobs/ingest/" + job.id() + "/batches");
    }

    private static void putDialect(Map<String, Object> body, IngestJob.Snapshot job) {
        body.put("lineEnding", job.spec().lineEnding().name());
        body.put("columnDelimiter", job.spec().columnDelimiter().name());
    }
}
