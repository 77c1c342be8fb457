/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import io.sfsync.localorg.store.TriggerCost;
import java.time.Duration;
import java.util.Map;

/**
 * How an org behaves under load.
 *
 * @param name what it is called
 * @param latency added to every request
 * @param latencyJitter at most so much more, drawn from the seed
 * @param perChunk processing time of a chunk of up to 200 rows, during which it holds its locks
 * @param perBatch processing time of every 10,000 rows of a Bulk job, once
 * @param parallelJobs how many jobs or batches are processed at the same time
 * @param lockWait how long a chunk waits for a parent that another chunk has locked, before its rows fail with UNABLE_TO_LOCK_ROW; zero
 *     switches locks off
 * @param triggers cost by object name; {@code *} for all others
 * @param sink whether rows are accepted, counted and forgotten
 */
public record TimingModel(
        String name,
        Duration latency,
        Duration latencyJitter,
        Duration perChunk,
        Duration perBatch,
        int parallelJobs,
        Duration lockWait,
        Map<String, TriggerCost> triggers,
        boolean sink) {
    public TimingModel {
        triggers = Map.copyOf(triggers);
        if (parallelJobs < 1) {
            throw new IllegalArgumentException("parallelJobs of a model must be at least 1, was " + parallelJobs);
        }
    }

    /** What triggers on that object cost. */
    public TriggerCost triggerCost(String object) {
        TriggerCost cost = triggers.getOrDefault(object, triggers.get("*"));
        return cost == null
                ? new TriggerCost(object, 0, 0)
                : new TriggerCost(object, cost.cpuMillisPerRecord(), cost.queriesPerRecord());
    }
}
