/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.salesforce.OrgLimits;
import java.util.Locale;

/**
 * What a run is expected to take. Where the source does not tell how many records it has, the figures are those of what
 * was cut into batches so far, and they are complete when the source has ended.
 *
 * @param api the API that carries the records
 * @param records how many there are, or were cut so far
 * @param complete whether these are all
 * @param batches calls of collections, Bulk 1.0 batches, or Bulk 2.0 jobs
 * @param requests about how many requests, those that ask for the state of jobs among them
 * @param bulkApiBatches batches of the Bulk APIs' own allocation: a batch of Bulk 1.0, or 10,000 rows of Bulk 2.0; 0 for
 *     collections
 * @param room what the org allows, and what is left of it
 */
public record RunEstimate(
        Api api, long records, boolean complete, long batches, long requests, long bulkApiBatches, Room room) {
    /** Salesforce counts so many rows of a Bulk 2.0 job as a batch (Salesforce Developer Limits Quick Reference). */
    static final long BULK_API_BATCH = 10_000;
    /** A job is created, closed, and asked for its state at growing intervals. */
    private static final int REQUESTS_OF_A_JOB = 2 + 8;
    /** Bulk 2.0: an upload and three result files. */
    private static final int REQUESTS_OF_A_BULK2_JOB = REQUESTS_OF_A_JOB + 4;

    private static final int REQUESTS_OF_A_BULK1_BATCH = 2;
    private static final double PERCENT = 100.0;

    /**
     * What the org allows in 24 hours.
     *
     * @param requests all of them, -1 where the org has not told yet
     * @param requestsLeft those that are left above the reserve, {@link Long#MAX_VALUE} where the org has not told yet
     * @param batches batches of the Bulk APIs, -1 where the org has not told yet
     * @param batchesLeft those that are left above the reserve, {@link Long#MAX_VALUE} where the org has not told yet
     */
    public record Room(long requests, long requestsLeft, long batches, long batchesLeft) {
        static Room of(OrgLimits limits) {
            return new Room(limits.max(), limits.left(), limits.batchesMax(), limits.batchesLeft());
        }
    }

    /** The estimate for a source that tells how many records it has. */
    static RunEstimate of(Api api, long records, long batchSize, Room room) {
        long batches = (records + batchSize - 1) / batchSize;
        return of(api, records, true, batches, bulkApiBatches(api, records, batches), room);
    }

    /** The estimate from what was cut. */
    static RunEstimate of(Api api, long records, boolean complete, long batches, long bulkApiBatches, Room room) {
        long requests = switch (api) {
            case COLLECTIONS -> batches;
            case BULK1 -> batches == 0 ? 0 : REQUESTS_OF_A_JOB + REQUESTS_OF_A_BULK1_BATCH * batches;
            case BULK2 -> REQUESTS_OF_A_BULK2_JOB * batches;
        };
        return new RunEstimate(api, records, complete, batches, requests, bulkApiBatches, room);
    }

    /** How many batches of the Bulk APIs' allocation so many records in so many batches or jobs take. */
    static long bulkApiBatches(Api api, long records, long batches) {
        return switch (api) {
            case COLLECTIONS -> 0;
            case BULK1 -> batches;
            case BULK2 -> (records + BULK_API_BATCH - 1) / BULK_API_BATCH;
        };
    }

    /** The share of the org's requests in 24 hours, in percent; NaN where it is not known. */
    public double share() {
        return room.requests() <= 0 ? Double.NaN : PERCENT * requests / room.requests();
    }

    /** Whether it fits above the reserve, as far as that is known. */
    public boolean fits() {
        return requests <= room.requestsLeft() && bulkApiBatches <= room.batchesLeft();
    }

    /** The figures in words. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!complete && records == 0) {
            text.append("an unknown number of records");
        } else {
            text.append(complete ? "" : "so far ");
            add(text, "%,d records, %,d %s, about %,d requests", records, batches, unit(), requests);
        }
        if (room.requests() > 0) {
            if (requests > 0) {
                add(text, " (%.2f %% of the org's %,d)", share(), room.requests());
            }
            add(text, ", %,d are left above apiReserve", room.requestsLeft());
        }
        if (api != Api.COLLECTIONS && room.batches() > 0) {
            if (bulkApiBatches > 0) {
                add(text, "; %,d of the org's %,d batches", bulkApiBatches, room.batches());
            }
            add(text, bulkApiBatches > 0 ? ", %,d are left" : "; %,d batches are left", room.batchesLeft());
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    private String unit() {
        return switch (api) {
            case COLLECTIONS -> "calls";
            case BULK1 -> "batches in one job";
            case BULK2 -> "jobs";
        };
    }
}
