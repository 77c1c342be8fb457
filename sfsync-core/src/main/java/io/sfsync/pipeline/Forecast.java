/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.salesforce.OrgLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run is expected to take: said in the log when its API is chosen, and where the source does not tell how many
 * records it has, again as batches are cut. Safe for use by many threads.
 */
final class Forecast {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    /** A long run says how far its plan has come when that is ten times as far as before. */
    private static final int GROWTH = 10;

    private final String runId;
    private final Api api;
    private final OrgLimits limits;
    private RunEstimate estimate;
    private long nextLine = GROWTH;
    private boolean warned;

    /**
     * @param records how many there are, -1 where the source does not tell
     * @param batchSize how many of them make a call, batch or job
     */
    Forecast(String runId, Api api, long records, long batchSize, OrgLimits limits) {
        this.runId = runId;
        this.api = api;
        this.limits = limits;
        RunEstimate.Room room = RunEstimate.Room.of(limits);
        this.estimate =
                records < 0 ? RunEstimate.of(api, 0, false, 0, 0, room) : RunEstimate.of(api, records, batchSize, room);
    }

    /** Says it before the first batch. */
    void tell() {
        log(current());
    }

    synchronized RunEstimate current() {
        return estimate;
    }

    /** A call, batch or job was cut. */
    void cut(Api by, int records) {
        RunEstimate now;
        synchronized (this) {
            if (estimate.complete() || by != api) {
                return;
            }
            estimate = RunEstimate.of(
                    api,
                    estimate.records() + records,
                    false,
                    estimate.batches() + 1,
                    estimate.bulkApiBatches() + RunEstimate.bulkApiBatches(api, records, 1),
                    RunEstimate.Room.of(limits));
            if (estimate.batches() < nextLine) {
                return;
            }
            nextLine *= GROWTH;
            now = estimate;
        }
        log(now);
    }

    /** The source has ended. */
    void ended() {
        RunEstimate now;
        synchronized (this) {
            if (estimate.complete()) {
                return;
            }
            now = new RunEstimate(
                    api,
                    estimate.records(),
                    true,
                    estimate.batches(),
                    estimate.requests(),
                    estimate.bulkApiBatches(),
                    RunEstimate.Room.of(limits));
            estimate = now;
        }
        LOG.info("Run {}, which has read its source: {}", runId, now);
    }

    private void log(RunEstimate now) {
        LOG.info("Run {}: {}", runId, now);
        boolean warns;
        synchronized (this) {
            warns = !warned && !now.fits();
            warned |= warns;
        }
        if (warns) {
            LOG.warn("Run {} does not fit into what is left of the org's requests or batches in 24 hours", runId);
        }
    }
}
