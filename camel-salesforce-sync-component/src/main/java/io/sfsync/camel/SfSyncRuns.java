/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.pipeline.Replay;
import io.sfsync.pipeline.RunJobs;
import io.sfsync.record.SourceFingerprint;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Goes on with runs of the ledger, or gives them up, without the exchanges that they began with. */
public final class SfSyncRuns {
    /** Exchange property: the fingerprint of the source, which may have been moved since. */
    static final String SOURCE = "CamelSfSyncSource";
    /** Exchange property: why the run is to be aborted in place of being executed. */
    static final String ABORT = "CamelSfSyncAbort";

    /** Exchange property: the run whose records are sent again. */
    static final String REPLAY = "CamelSfSyncReplay";

    private final CamelContext context;
    private final SfSyncComponent component;
    private final Ledger ledger;

    /** @throws IllegalArgumentException if the component {@code sfsync} of this context has no ledger */
    public SfSyncRuns(CamelContext context) {
        this.context = context;
        this.component = context.getComponent("sfsync", SfSyncComponent.class);
        Ledger kept = component.ledger();
        if (kept == null) {
            throw new IllegalArgumentException(
                    "there is no ledger: set camel.component.sfsync.ledger to the folder where runs are written down");
        }
        this.ledger = kept;
    }

    /** Where the runs are. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * The run of this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public RunSummary run(String runId) throws IOException {
        return ledger.find(runId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no run " + runId + " in the ledger " + ledger.folder() + "; see its list of runs"));
    }

    /** The file that a run reads, where it is now; empty if it is no file, is gone or was changed. */
    public static Optional<Path> file(RunSummary run) throws IOException {
        return SourceFingerprint.find(run.manifest().getOrDefault(Ledger.SOURCE, ""));
    }

    /** The jobs of a run as the org tells them; empty for a run over collections. */
    public List<RunJobs.JobState> jobs(RunSummary run) throws IOException, InterruptedException {
        OrgConnection connection = connection(run);
        Map<String, String> manifest = run.manifest();
        if (!connection
                .identity()
                .isThat(manifest.getOrDefault("organizationId", ""), manifest.getOrDefault("instanceUrl", ""))) {
            throw new IllegalArgumentException("run " + run.runId() + " went into " + manifest.get("instanceUrl")
                    + ", and this is " + connection.identity().displayName());
        }
        return RunJobs.ask(connection, run);
    }

    private OrgConnection connection(RunSummary run) {
        return component
                .connections()
                .get(String.valueOf(options(run).getOrDefault("salesforceComponent", "salesforce")));
    }

    /** The ids of runs that this process has parked because their org had no room for them, and that did not go on yet. */
    public Set<String> awaitingRoom() {
        return Set.copyOf(component.awaitingRoom());
    }

    /**
     * Asks the org of a run for its limits: whether there is room above {@code apiReserve} for it to go on.
     *
     * @throws IOException if the org cannot be asked
     */
    public boolean hasRoom(RunSummary run) throws IOException, InterruptedException {
        OrgConnection connection = connection(run);
        OrgLimits limits = component.connections().knowledge(connection).limits();
        limits.ask(connection);
        boolean isBulk = run.manifest().getOrDefault("api", "").startsWith("bulk");
        return limits.hasRoom() && (!isBulk || limits.batchesLeft() > 0);
    }

    /** The route that began a run, {@code null} for none. */
    public static @Nullable String route(RunSummary run) {
        return run.manifest().get(RunOrigin.ROUTE);
    }

    /** The endpoint's options that a run was begun with. */
    public static Map<String, Object> options(RunSummary run) {
        Map<String, Object> options = new HashMap<>();
        run.manifest().forEach((name, value) -> {
            if (name.startsWith(RunOrigin.OPTION)) {
                options.put(name.substring(RunOrigin.OPTION.length()), value);
            }
        });
        String key = run.manifest().getOrDefault("externalIdField", "");
        if (!key.isEmpty()) {
            options.put("externalIdField", key);
        }
        return options;
    }

    /** Where the error and success records of a run go, as the endpoint says that began it in this context. */
    public Map<String, String> sinks(RunSummary run) {
        Map<String, String> sinks = new HashMap<>();
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof SfSyncEndpoint candidate && isOf(run, candidate)) {
                for (String option : RunOrigin.SINKS) {
                    String sink = candidate.given().get(option);
                    if (sink != null) {
                        sinks.put(option, sink);
                    }
                }
            }
        }
        return sinks;
    }

    private static boolean isOf(RunSummary run, SfSyncEndpoint endpoint) {
        Map<String, String> noted = new HashMap<>();
        run.manifest().forEach((name, value) -> {
            if (name.startsWith(RunOrigin.OPTION)) {
                noted.put(name, value);
            }
        });
        String object = endpoint.getSobject();
        return noted.equals(RunOrigin.options(endpoint))
                && endpoint.getOperation().equals(run.manifest().get("operation"))
                && (object == null || object.equalsIgnoreCase(run.manifest().get("object")));
    }

    /**
     * Goes on with a run whose source is a file, and waits for its end.
     *
     * @param file the file, where it is not to be found where it was; {@code null} where it is
     * @param more options of the endpoint over those that the run was begun with
     * @return the exchange, with the result as its body or with what the run has thrown
     * @throws IllegalArgumentException if the run cannot go on
     */
    public Exchange resume(String runId, @Nullable Path file, Map<String, ?> more) throws IOException {
        RunSummary run = run(runId);
        if (!run.canGoOn()) {
            throw new IllegalArgumentException("run " + runId + " is over ("
                    + (run.aborted() == null ? run.status() : "aborted: " + run.aborted())
                    + ") and does not go on; what it did not get into the org can be replayed");
        }
        if (run.manifest().containsKey(Replay.OF)) {
            return replay(runId, file == null ? null : file.toFile(), more);
        }
        Path source = file == null ? source(run) : same(run, file);
        return send(run, source.toFile(), more, Map.of());
    }

    /**
     * Gives a run up: its jobs are aborted, what was not processed is unprocessed. Waits for the end.
     *
     * @param why for the ledger and the errors of the records
     * @return the exchange, with the result as its body or with what has been thrown
     * @throws IllegalArgumentException if the run is over
     */
    public Exchange abort(String runId, String why) throws IOException {
        RunSummary run = run(runId);
        if (run.isFinished()) {
            throw new IllegalArgumentException(
                    "run " + runId + " is finished (" + run.status() + "): there is nothing to abort");
        }
        Optional<Path> file = file(run);
        Object body = file.isPresent() ? file.get().toFile() : List.of();
        return send(run, body, Map.of(), Map.of(ABORT, why));
    }

    /**
     * Sends again what a run did not get into the org, and waits for the end; see {@link Replay}.
     *
     * @param errors an error file, or its content, that somebody may have corrected; {@code null} for the records as the
     *     ledger keeps them
     * @param more options of the endpoint over those that the run was begun with
     * @return the exchange, with the result as its body or with what has been thrown
     * @throws IllegalArgumentException if the run is not there or not over
     */
    public Exchange replay(String runId, @Nullable Object errors, Map<String, ?> more) throws IOException {
        Replay replay = Replay.of(ledger, runId);
        Endpoint endpoint = replayEndpoint(replay, more);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.send(endpoint, exchange -> {
                exchange.getMessage().setBody(errors);
                exchange.setProperty(REPLAY, replay.run().runId());
            });
        }
    }

    /** The endpoint that sends the records of a replay. */
    Endpoint replayEndpoint(Replay replay, Map<String, ?> more) {
        Map<String, Object> options = options(replay.run());
        options.remove("errors");
        options.remove("successes");
        options.putAll(more);
        options.remove("runId");
        return endpoint(replay.run(), options);
    }

    private Path source(RunSummary run) throws IOException {
        String fingerprint = run.manifest().getOrDefault(Ledger.SOURCE, "");
        Path was = SourceFingerprint.path(fingerprint)
                .orElseThrow(() -> new IllegalArgumentException("run " + run.runId()
                        + " did not read a file: only who has its records can go on with it, by sending them again"
                        + " with runId=" + run.runId() + ". Or abort it"));
        return file(run)
                .orElseThrow(() -> new IllegalArgumentException("the file of run " + run.runId() + ", " + was
                        + ", is gone or was changed; name the file where it is now, as it was, or abort the run"));
    }

    private static Path same(RunSummary run, Path file) throws IOException {
        String fingerprint = run.manifest().getOrDefault(Ledger.SOURCE, "");
        if (!SourceFingerprint.isSame(fingerprint, file)) {
            throw new IllegalArgumentException(file + " is not what run " + run.runId() + " has read ("
                    + (fingerprint.isEmpty() ? "no file" : fingerprint)
                    + "): length, time of the last change and content must be the same");
        }
        return file;
    }

    private Exchange send(RunSummary run, Object body, Map<String, ?> more, Map<String, Object> properties)
            throws IOException {
        Map<String, Object> options = options(run);
        options.putAll(more);
        options.put("runId", run.runId());
        Endpoint endpoint = endpoint(run, options);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.send(endpoint, exchange -> {
                Map<String, String> manifest = run.manifest();
                exchange.getMessage().setBody(body);
                exchange.setProperty(SOURCE, manifest.getOrDefault(Ledger.SOURCE, ""));
                properties.forEach(exchange::setProperty);
                if (manifest.containsKey(RunOrigin.CONTENT_TYPE)) {
                    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, manifest.get(RunOrigin.CONTENT_TYPE));
                }
                if (manifest.containsKey(RunOrigin.CHARSET)) {
                    exchange.setProperty(Exchange.CHARSET_NAME, manifest.get(RunOrigin.CHARSET));
                }
            });
        }
    }

    private Endpoint endpoint(RunSummary run, Map<String, Object> options) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        String uri = "sfsync:" + run.manifest().get("operation") + ":"
                + run.manifest().get("object");
        return extension.getEndpoint(extension.normalizeUri(uri), options);
    }
}
