/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/** Puts files into the inbox that the routes watch, and waits until the route is done with each. */
final class Inbox extends EventNotifierSupport {
    private static final long SECONDS_TO_LOAD = 120;

    private final Path folder;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

    /** What came of a file: a result, or why there is none. */
    private record Arrival(
            String routeId,
            @Nullable SyncResult result,
            @Nullable Exception failure) {}

    Inbox(Path folder) {
        this.folder = folder;
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeCreatedEvent(true);
    }

    /**
     * Puts a copy of a file into the inbox.
     *
     * @param routeId the route that takes it
     * @param name the file's name below the inbox
     * @return the result of its run
     * @throws Exception what the route failed with, if that was not the run
     */
    SyncResult load(String routeId, Path file, String name) throws Exception {
        put(file, folder.resolve(name));
        Arrival arrival = arrivals.poll(SECONDS_TO_LOAD, TimeUnit.SECONDS);
        if (arrival != null && arrival.failure() != null && arrival.result() == null) {
            throw arrival.failure();
        }
        if (arrival == null || arrival.result() == null || !arrival.routeId().equals(routeId)) {
            throw new IllegalStateException("the route " + routeId + " did not load " + name + " within "
                    + SECONDS_TO_LOAD + " s; this came instead: " + arrival);
        }
        return arrival.result();
    }

    /** Moves it in whole, so that a route never sees half of it. */
    private static void put(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeEvent done) {
            arrivals.add(arrival(done.getExchange()));
        } else if (event instanceof CamelContextStoppingEvent) {
            arrivals.add(new Arrival("", null, new IllegalStateException("interrupted before all files were loaded")));
        }
    }

    private static Arrival arrival(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure == null) {
            return new Arrival(exchange.getFromRouteId(), exchange.getMessage().getBody(SyncResult.class), null);
        }
        SyncException run = FailureMessage.run(failure);
        boolean cameToItsEnd = run != null && run.reason() == SyncException.Reason.REJECTED;
        return new Arrival(exchange.getFromRouteId(), run != null && cameToItsEnd ? run.result() : null, failure);
    }
}
