/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.pipeline.SyncListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the runs that go on: a line in the log every few seconds, a Camel event for each batch. How a run starts and
 * ends is logged by the engine.
 */
final class Progress implements SyncListener {
    /** No more than one line of progress in this time. */
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final SfSyncEndpoint endpoint;
    private final Clock clock;
    private volatile Instant last;

    Progress(SfSyncEndpoint endpoint, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public void onBatchComplete(long batch, OptionalLong totalBatches, SyncResult resultSoFar) {
        Instant now = clock.instant();
        if (!now.isBefore(last.plus(EVERY))) {
            last = now;
            LOG.info("run {}: batch {}{}, {}", resultSoFar.runId(), batch, of(totalBatches), figures(resultSoFar));
        }
        notifyCamel(new SfSyncBatchEvent(endpoint, batch, totalBatches, resultSoFar));
    }

    private void notifyCamel(SfSyncBatchEvent event) {
        try {
            endpoint.getCamelContext().getManagementStrategy().notify(event);
        } catch (Exception e) {
            LOG.warn("an event notifier failed on batch {}: {}", event.batch(), e.toString());
        }
    }

    private static String of(OptionalLong totalBatches) {
        return totalBatches.isPresent() ? " of " + totalBatches.getAsLong() : "";
    }

    private static String figures(SyncResult result) {
        SyncTotals totals = result.totals();
        return String.format(
                Locale.ROOT,
                "%,d records, %,d created, %,d updated, %,d deleted, %,d rejected, %,d unprocessed, %,d unknown, %,.0f"
                        + " a second",
                totals.total(),
                totals.created(),
                totals.updated(),
                totals.deleted(),
                totals.rejected(),
                totals.unprocessed(),
                totals.unknown(),
                result.recordsPerSecond());
    }
}
