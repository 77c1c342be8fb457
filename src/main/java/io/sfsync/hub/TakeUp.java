/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.SfSyncRuns;
import io.sfsync.ledger.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what the routes of a hub had begun when it was stopped or killed, and with runs that are parked because
 * their org has no room for them, as soon as it has. A file that still lies where its route reads is left to the route,
 * which goes on with the run; others, such as those that were moved when the run was parked, are gone on with here.
 */
final class TakeUp {
    /** How often an org is asked for its limits while a run waits for room: each question is a request. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(TakeUp.class);

    private final CamelContext context;
    private final RunLedger ledger;
    private final Duration pause;

    /**
     * @param pause between two questions whether there is room for what is parked, in the hub {@link #PAUSE}
     */
    TakeUp(CamelContext context, RunLedger ledger, Duration pause) {
        this.context = context;
        this.ledger = ledger;
        this.pause = pause;
    }

    /** Starts on a thread of its own. */
    void start() {
        ScheduledExecutorService thread =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "sfsync-take-up");
        thread.execute(this::run);
        long millis = pause.toMillis();
        var unused = thread.scheduleWithFixedDelay(this::lookForRoom, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Goes on with the runs that are parked for want of room, where there is some now. */
    private void lookForRoom() {
        try {
            SfSyncRuns runs = new SfSyncRuns(context);
            for (String id : runs.awaitingRoom()) {
                Optional<RunSummary> run = ledger.ledger().find(id);
                String route = run.map(SfSyncRuns::route).orElse(null);
                if (route != null && run.get().canGoOn() && !context.isStopping() && runs.hasRoom(run.get())) {
                    LOG.info("There is room for run {} again", id);
                    takeUp(run.get(), route);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalArgumentException e) {
            LOG.debug("Nothing can be gone on with: {}", e.getMessage());
        } catch (IOException | RuntimeException e) {
            // the next question may be answered; an exception would end the questions
            LOG.warn("Whether there is room for parked runs could not be found out: {}", FailureMessage.of(e));
        }
    }

    private void run() {
        try {
            for (RunSummary run : ledger.ledger().runs()) {
                String route = SfSyncRuns.route(run);
                if (route != null && run.canGoOn() && !context.isStopping()) {
                    takeUp(run, route);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The ledger {} could not be read: {}", ledger.ledger().folder(), e.getMessage());
        }
    }

    private void takeUp(RunSummary run, String routeId) throws IOException {
        Optional<Path> file = SfSyncRuns.file(run);
        Route route = context.getRoute(routeId);
        if (file.isEmpty() || route == null) {
            LOG.warn(
                    "Run {} of the route {} is unfinished, and {}; {} says more, {} gives it up",
                    run.runId(),
                    routeId,
                    route == null ? "there is no such route now" : "its source is no file that is there",
                    ledger.command("show", run.runId()),
                    ledger.command("abort", run.runId()));
        } else if (isRead(route, file.get())) {
            LOG.info("Run {} goes on when the route {} reads {} again", run.runId(), routeId, file.get());
        } else if (!ledger.ledger().isExecuted(run)) {
            goOn(run, routeId, file.get());
        }
    }

    /** Whether the route will come upon the file by itself. */
    private static boolean isRead(Route route, Path file) throws IOException {
        if (!(route.getEndpoint() instanceof FileEndpoint endpoint)) {
            return false;
        }
        Path folder = Path.of(endpoint.getConfiguration().getDirectory());
        Path real = Files.exists(folder) ? folder.toRealPath() : folder;
        return real.equals(file.getParent()) || (endpoint.isRecursive() && file.startsWith(real));
    }

    private void goOn(RunSummary run, String routeId, Path file) {
        LOG.info("Run {} of the route {} goes on with {}", run.runId(), routeId, file);
        try {
            SfSyncRuns runs = new SfSyncRuns(context);
            Exchange exchange = runs.resume(run.runId(), file, runs.sinks(run));
            Exception failure = exchange.getException();
            if (failure == null) {
                LOG.info("Run {} came to its end; its file stays where it is: {}", run.runId(), file);
            } else {
                LOG.warn("Run {} has not come to its end: {}", run.runId(), FailureMessage.of(failure));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Run {} could not go on: {}", run.runId(), FailureMessage.of(e));
        }
    }
}
