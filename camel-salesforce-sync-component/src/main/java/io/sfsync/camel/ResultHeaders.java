/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.pipeline.SyncOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Message;

/** Writes the headers of a run. */
final class ResultHeaders {
    private ResultHeaders() {}

    /** What is known of a run before it starts, for the exchanges of its sinks. */
    static Map<String, Object> of(String runId, SyncOptions options) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(SfSyncConstants.RESULT_RUN_ID, runId);
        headers.put(SfSyncConstants.RESULT_OPERATION, options.operation().wireName());
        headers.put(SfSyncConstants.RESULT_OBJECT, options.object());
        return headers;
    }

    /** Sets the figures of a result. */
    static void set(Message message, SyncResult result) {
        SyncTotals totals = result.totals();
        message.setHeader(SfSyncConstants.RESULT_RUN_ID, result.runId());
        message.setHeader(SfSyncConstants.RESULT_OPERATION, result.operation().wireName());
        message.setHeader(SfSyncConstants.RESULT_OBJECT, result.object());
        message.setHeader(SfSyncConstants.STATUS, result.status().name());
        message.setHeader(SfSyncConstants.TOTAL, totals.total());
        message.setHeader(SfSyncConstants.CREATED, totals.created());
        message.setHeader(SfSyncConstants.UPDATED, totals.updated());
        message.setHeader(SfSyncConstants.DELETED, totals.deleted());
        message.setHeader(SfSyncConstants.UNCHANGED, totals.unchanged());
        message.setHeader(SfSyncConstants.REJECTED, totals.rejected());
        message.setHeader(SfSyncConstants.UNPROCESSED, totals.unprocessed());
        message.setHeader(SfSyncConstants.UNKNOWN, totals.unknown());
        message.setHeader(SfSyncConstants.ELAPSED, result.elapsed().toMillis());
        message.setHeader(SfSyncConstants.REQUESTS, result.requests());
        message.setHeader(SfSyncConstants.JOB_IDS, result.jobIds());
    }
}
