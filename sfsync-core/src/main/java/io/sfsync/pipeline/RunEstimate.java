/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import java.util.Locale;

/**
 * What a run is expected to take, as far as that is known when its API is chosen.
 *
 * @param api the API that carries the records
 * @param records how many there are, -1 where the source does not tell
 * @param batches calls of collections, Bulk 1.0 batches, or Bulk 2.0 jobs; -1 where the source does not tell
 * @param requests about how many requests, those that ask for the state of jobs among them; -1 where the source does
 *     not tell
 * @param limit requests that the org allows in 24 hours, -1 where it has not told yet
 * @param left requests that are left above the reserve, {@link Long#MAX_VALUE} where the org has not told yet
 */
public record RunEstimate(Api api, long records, long batches, long requests, long limit, long left) {
    private static final long BULK_API_BATCH = 10_000;
    /** A job is created, closed, and asked for its state at growing intervals. */
    private static final int REQUESTS_OF_A_JOB = 2 + 8;
    /** Bulk 2.0: an upload and three result files. */
    private static final int REQUESTS_OF_A_BULK2_JOB = REQUESTS_OF_A_JOB + 4;

    private static final int REQUESTS_OF_A_BULK1_BATCH = 2;
    private static final double PERCENT = 100.0;

    static RunEstimate of(Api api, long records, long batchSize, long limit, long left) {
        if (records < 0) {
            return new RunEstimate(api, -1, -1, -1, limit, left);
        }
        long batches = (records + batchSize - 1) / batchSize;
        long requests = switch (api) {
            case COLLECTIONS -> batches;
            case BULK1 -> REQUESTS_OF_A_JOB + REQUESTS_OF_A_BULK1_BATCH * batches;
            case BULK2 -> REQUESTS_OF_A_BULK2_JOB * batches;
        };
        return new RunEstimate(api, records, batches, requests, limit, left);
    }

    /** The share of the org's requests in 24 hours, in percent; NaN where it is not known. */
    public double share() {
        return limit <= 0 || requests < 0 ? Double.NaN : PERCENT * requests / limit;
    }

    /** How many batches of the Bulk APIs' own allocation it takes; 0 for collections, -1 where that is not known. */
    public long bulkApiBatches() {
        return switch (api) {
            case COLLECTIONS -> 0;
            case BULK1 -> batches;
            case BULK2 -> records < 0 ? -1 : (records + BULK_API_BATCH - 1) / BULK_API_BATCH;
        };
    }

    /** Whether it fits above the reserve, as far as that is known. */
    public boolean fits() {
        return requests <= left;
    }

    /** The figures in words. */
    @Override
    public String toString() {
        String what = requests < 0
                ? "an unknown number of records"
                : String.format(
                        Locale.ROOT, "%,d records, %,d %s, about %,d requests", records, batches, unit(), requests);
        return limit < 0
                ? what
                : what
                        + (requests < 0
                                ? ""
                                : String.format(Locale.ROOT, " (%.2f %% of the org's %,d)", share(), limit))
                        + String.format(Locale.ROOT, ", %,d are left above apiReserve", left);
    }

    private String unit() {
        return switch (api) {
            case COLLECTIONS -> "calls";
            case BULK1 -> "batches in one job";
            case BULK2 -> "jobs";
        };
    }
}
