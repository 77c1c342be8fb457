/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import io.sfsync.localorg.http.ApiUsage;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the Bulk APIs may do in any 24 hours (Salesforce Developer Limits and Allocations Quick Reference): batches, which Bulk 1.0 counts as
 * they are sent and Bulk 2.0 as 10,000 rows each, and query jobs of Bulk 2.0. Thread-safe.
 */
public final class BulkQuota {
    /** The default: batches that both APIs share. */
    public static final int DEFAULT_BATCHES = 15_000;

    /** The default: query jobs of Bulk 2.0. */
    public static final int DEFAULT_QUERY_JOBS = 10_000;

    /** What an org says that has no batch left (Google Cloud's and Jetstream's lists of errors met). */
    public static final String NO_BATCH_LEFT = "ApiBatchItems Limit exceeded.";

    private final ApiUsage batches;
    private final ApiUsage queryJobs;

    /**
     * Nothing used yet.
     *
     * @param batches batches in 24 hours, at least 1
     * @param queryJobs query jobs in 24 hours, at least 1
     */
    public BulkQuota(Clock clock, int batches, int queryJobs) {
        this.batches = new ApiUsage(clock, batches);
        this.queryJobs = new ApiUsage(clock, queryJobs);
    }

    /** Counts a batch; false if none is left. */
    public boolean takeBatch() {
        return take(batches);
    }

    /** Counts a query job; false if none is left. */
    public boolean takeQueryJob() {
        return take(queryJobs);
    }

    /** Query jobs allowed in 24 hours. */
    public int queryJobsPerDay() {
        return queryJobs.max();
    }

    /** The allocations by their names in {@code /limits}. */
    public Map<String, ApiUsage> allocations() {
        Map<String, ApiUsage> byName = new LinkedHashMap<>();
        byName.put("DailyBulkApiBatches", batches);
        byName.put("DailyBulkV2QueryJobs", queryJobs);
        return byName;
    }

    /** Forgets what was used. */
    public void reset() {
        batches.reset();
        queryJobs.reset();
    }

    private static boolean take(ApiUsage allocation) {
        synchronized (allocation) {
            boolean left = allocation.remaining() > 0;
            if (left) {
                allocation.count();
            }
            return left;
        }
    }
}
