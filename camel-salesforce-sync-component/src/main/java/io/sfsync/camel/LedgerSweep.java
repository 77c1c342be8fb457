/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.ledger.Ledger;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what the ledger need not keep any longer: at the start, and every hour after that. */
final class LedgerSweep implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSweep.class);

    private final CamelContext context;
    private final ScheduledExecutorService executor;
    private final Future<?> sweeps;

    private LedgerSweep(CamelContext context, ScheduledExecutorService executor, Future<?> sweeps) {
        this.context = context;
        this.executor = executor;
        this.sweeps = sweeps;
    }

    static LedgerSweep start(CamelContext context, Ledger ledger, Duration retention, Clock clock) {
        ScheduledExecutorService executor =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(ledger, "sfsync-ledger");
        Future<?> sweeps = executor.scheduleWithFixedDelay(() -> sweep(ledger, retention, clock), 0, 1, TimeUnit.HOURS);
        return new LedgerSweep(context, executor, sweeps);
    }

    private static void sweep(Ledger ledger, Duration retention, Clock clock) {
        try {
            int deleted = ledger.sweep(clock.instant().minus(retention));
            LOG.debug("{} runs have left the ledger {}", deleted, ledger.folder());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Finished runs could not be deleted from the ledger {}: {}", ledger.folder(), e.getMessage());
        }
    }

    @Override
    public void close() {
        sweeps.cancel(true);
        context.getExecutorServiceManager().shutdownNow(executor);
    }
}
