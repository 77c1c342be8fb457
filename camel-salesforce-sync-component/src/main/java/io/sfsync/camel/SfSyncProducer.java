/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.body.Bodies;
import io.sfsync.camel.body.Source;
import io.sfsync.camel.run.KeptRun;
import io.sfsync.camel.run.Lane;
import io.sfsync.camel.run.RouteStops;
import io.sfsync.camel.run.RunRegistry;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.OrgKnowledge;
import io.sfsync.pipeline.Replay;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.describe.DescribeCache;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the body of an exchange into Salesforce and blocks until it is there: an asynchronous producer would let timers
 * and Quartz start the next run over this one.
 *
 * <p>A run is kept until its exchange is done. When Camel's error handler calls again for the same exchange, the
 * producer goes on with that run, so that no record is sent twice.
 */
public class SfSyncProducer extends DefaultProducer {
    private static final Logger LOG = LoggerFactory.getLogger(SfSyncProducer.class);

    private final SfSyncEndpoint endpoint;
    private final SfSyncComponent component;
    private final Bodies bodies;
    private @Nullable RunFactory factory;
    private @Nullable ExecutorService executor;
    private @Nullable ProducerTemplate template;

    public SfSyncProducer(SfSyncEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
        this.bodies = new Bodies(endpoint.sourceFormat());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorService threads = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newCachedThreadPool(this, "sfsync-" + endpoint.getOperation());
        ProducerTemplate sender = endpoint.getCamelContext().createProducerTemplate();
        sender.start();
        executor = threads;
        template = sender;
        OrgConnection connection = component.connection(endpoint);
        DescribeCache describes = component.connections().describes(connection);
        OrgKnowledge knowledge = component.connections().knowledge(connection);
        factory = new RunFactory(endpoint, connection, describes, knowledge, threads, sender);
    }

    @Override
    protected void doStop() throws Exception {
        if (executor != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(executor);
        }
        if (template != null) {
            template.stop();
        }
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Set<String> routeIds = routesOf(exchange);
        RunRegistry.Key key = new RunRegistry.Key(exchange.getExchangeId(), this);
        KeptRun kept = keptFor(exchange, key);
        refuseWhileStopping(routeIds, kept == null ? null : kept.failure());
        String runId = null;
        if (kept != null && mayReopen(exchange, kept)) {
            runId = kept.runId();
            component.runs().close(key, kept);
            LOG.info("run {} is opened again from the ledger for exchange {}", runId, exchange.getExchangeId());
        } else if (kept != null) {
            LOG.info("run {} is called again for exchange {}", kept.runId(), exchange.getExchangeId());
            execute(exchange, kept);
            return;
        }
        Lane lane = enter(routeIds);
        if (lane == null) {
            LOG.info("skipped, because another run of {} is going on (overlap=skip)", laneName(routeIds));
            exchange.getMessage().setHeader(SfSyncConstants.SKIPPED, true);
            return;
        }
        KeptRun begun = begin(exchange, key, routeIds, lane, runId);
        // a stop that came before the run was registered has not seen it
        refuseWhileStopping(routeIds, null);
        execute(exchange, begun);
    }

    /** The run to go on with, or {@code null} where a new one is meant. */
    private @Nullable KeptRun keptFor(Exchange exchange, RunRegistry.Key key) {
        KeptRun kept = component.runs().get(key);
        return kept != null && kept.isCalledAgainBy(exchange) ? kept : null;
    }

    /** Whether the ledger and the body can go on with a run that is broken in this process. */
    private boolean mayReopen(Exchange exchange, KeptRun kept) throws IOException {
        Ledger ledger = component.ledger();
        Object body = exchange.getMessage().getBody();
        return kept.isBroken()
                && body != null
                && !Bodies.isReadOnce(body)
                && ledger != null
                && ledger.find(kept.runId()).map(RunSummary::canGoOn).orElse(false);
    }

    private KeptRun begin(
            Exchange exchange, RunRegistry.Key key, Set<String> routeIds, Lane lane, @Nullable String runId)
            throws Exception {
        try {
            KeptRun kept = prepare(exchange, routeIds, lane, runId);
            exchange.setProperty(SfSyncConstants.RUN_ID, kept.runId());
            component.runs().keep(key, kept, exchange);
            return kept;
        } catch (Exception e) {
            lane.close();
            throw e;
        }
    }

    /**
     * @param runId the run to go on with, {@code null} where headers and options name it
     */
    private KeptRun prepare(Exchange exchange, Set<String> routeIds, Lane lane, @Nullable String runId)
            throws Exception {
        Object body = exchange.getMessage().getBody();
        Replay replay = replay(exchange);
        HeaderOverrides headers = new HeaderOverrides(exchange.getMessage(), replay == null ? runId : replay.runId());
        SyncOptions wanted = endpoint.runOptions().forExchange(headers, false);
        endpoint.references().refuseToOverwrite(Bodies.localFile(body), wanted.runId());
        boolean isReadOnce = body != null && Bodies.isReadOnce(body);
        if (isReadOnce) {
            refuseIfSpent(body);
        }
        String reader = "a run that did not start";
        try {
            RunOrigin origin = RunOrigin.of(exchange, endpoint, routeIds);
            Source source = replay == null ? bodies.open(exchange) : ErrorFile.open(exchange, replay);
            SyncOptions options = endpoint.runOptions().forExchange(headers, source.isOneRecord());
            RunFactory runs = Objects.requireNonNull(factory);
            SyncRun run = replay == null
                    ? runs.prepare(options, source, origin)
                    : runs.prepare(options, source, origin, replay);
            reader = "run " + run.runId();
            return new KeptRun(run, source, body, routeIds, lane);
        } catch (IOException | RuntimeException e) {
            reader = reader + " (" + e.getMessage() + ")";
            throw e;
        } finally {
            if (isReadOnce) {
                component.runs().spend(body, reader);
            }
        }
    }

    /** What is to be sent again, {@code null} where the body holds new records. */
    private @Nullable Replay replay(Exchange exchange) throws IOException {
        String runId = exchange.getProperty(SfSyncRuns.REPLAY, String.class);
        return runId == null ? null : Replay.of(new SfSyncRuns(exchange.getContext()).ledger(), runId);
    }

    /** Gives the run of an exchange back before the exchange is done. */
    void release(Exchange exchange) {
        RunRegistry.Key key = new RunRegistry.Key(exchange.getExchangeId(), this);
        KeptRun kept = component.runs().get(key);
        if (kept != null) {
            component.runs().close(key, kept);
        }
    }

    private void refuseIfSpent(Object body) {
        String reader = component.runs().spentBy(body);
        if (reader != null) {
            throw new IllegalStateException(
                    "the body, a " + body.getClass().getName() + ", can be read only once and was"
                            + " read by " + reader
                            + ", which is not kept for this exchange: nothing was sent now. Use a List, a"
                            + " file or a cached stream where a body is loaded more than once");
        }
    }

    private void refuseWhileStopping(Set<String> routeIds, @Nullable SyncException before) throws SyncException {
        String reason = component.routeStops().reason(routeIds);
        if (reason != null) {
            if (before != null) {
                throw before;
            }
            throw new IllegalStateException("no run starts, because " + reason);
        }
    }

    /** The lane of the run, {@code null} where it is to be skipped. */
    private @Nullable Lane enter(Set<String> routeIds) throws InterruptedException {
        String name = laneName(routeIds);
        return switch (endpoint.overlap()) {
            case ALLOW -> Lane.open();
            case SKIP -> component.overlaps().tryEnter(name);
            case WAIT -> waitForLane(name, routeIds);
            case FAIL -> {
                Lane lane = component.overlaps().tryEnter(name);
                if (lane == null) {
                    throw new IllegalStateException("another run of " + name + " is going on, and overlap=fail; use"
                            + " overlap=wait or skip, or allow to run both");
                }
                yield lane;
            }
        };
    }

    private Lane waitForLane(String name, Set<String> routeIds) throws InterruptedException {
        RouteStops stops = component.routeStops();
        Lane lane = component.overlaps().enter(name, () -> stops.reason(routeIds) != null);
        if (lane == null) {
            throw new IllegalStateException("no run starts, because " + stops.reason(routeIds)
                    + " while it waited for another run of " + name + " (overlap=wait)");
        }
        return lane;
    }

    private String laneName(Set<String> routeIds) {
        return (routeIds.isEmpty() ? "no route" : "the route " + String.join(" in ", routeIds)) + " to "
                + endpoint.getEndpointBaseUri();
    }

    private static Set<String> routesOf(Exchange exchange) {
        Set<String> ids = new LinkedHashSet<>();
        String current = ExchangeHelper.getRouteId(exchange);
        if (current != null) {
            ids.add(current);
        }
        if (exchange.getFromRouteId() != null) {
            ids.add(exchange.getFromRouteId());
        }
        return ids;
    }

    private void execute(Exchange exchange, KeptRun kept) throws SyncException {
        component.awaitingRoom().remove(kept.runId());
        try {
            SyncResult result = kept.execute(exchange, exchange.getProperty(SfSyncRuns.ABORT, String.class));
            component.lastRuns().ended(endpoint, result, null);
            exchange.getMessage().setBody(result);
            ResultHeaders.set(exchange.getMessage(), result);
        } catch (SyncException e) {
            component.lastRuns().ended(endpoint, e.result(), e);
            ResultHeaders.set(exchange.getMessage(), e.result());
            if (e.awaitsRoom()) {
                component.awaitingRoom().add(kept.runId());
            }
            throw e;
        }
    }
}
