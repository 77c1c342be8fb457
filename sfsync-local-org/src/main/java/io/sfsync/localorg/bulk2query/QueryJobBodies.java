/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import io.sfsync.localorg.bulk.BulkDates;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of a query job, keys in the order recorded by amp-labs/connectors (v60). */
final class QueryJobBodies {

    /** From here on the info tells whether the org may cut the query into chunks by primary key. */
    private static final int FIRST_WITH_PK_CHUNKING = 60;

    private QueryJobBodies() {}

    /** The answer to a create request. */
    static Map<String, Object> created(QueryJob.Snapshot job) {
        Map<String, Object> body = start(job);
        putDialect(body, job);
        return body;
    }

    /** The answer to an abort. */
    static Map<String, Object> changed(QueryJob.Snapshot job) {
        return created(job);
    }

    /** An item of the list of jobs. */
    static Map<String, Object> listed(QueryJob.Snapshot job) {
        Map<String, Object> body = start(job);
        body.put("jobType", "V2Query");
        putDialect(body, job);
        return body;
    }

    /** The answer to an info request. */
    static Map<String, Object> info(QueryJob.Snapshot job) {
        Map<String, Object> body = listed(job);
        body.put("numberRecordsProcessed", job.processed());
        body.put("retries", 0);
        body.put("totalProcessingTime", job.processingMillis());
        if (job.spec().apiVersion().isAtLeast(FIRST_WITH_PK_CHUNKING)) {
            body.put("isPkChunkingSupported", true);
        }
        if (job.errorMessage() != null) {
            body.put("errorMessage", job.errorMessage());
        }
        return body;
    }

    private static Map<String, Object> start(QueryJob.Snapshot job) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", job.id());
        body.put("operation", job.spec().operation());
        body.put("object", job.spec().object());
        body.put("createdById", job.spec().userId());
        body.put("createdDate", BulkDates.json(job.created()));
        body.put("systemModstamp", BulkDates.json(job.modified()));
        body.put("state", job.state().name());
        body.put("concurrencyMode", "Parallel");
        body.put("contentType", "CSV");
        body.put("apiVersion", (double) job.spec().apiVersion().number());
        return body;
    }

    private static void putDialect(Map<String, Object> body, QueryJob.Snapshot job) {
        body.put("lineEnding", job.spec().lineEnding().name());
        body.put("columnDelimiter", job.spec().columnDelimiter().name());
    }
}
