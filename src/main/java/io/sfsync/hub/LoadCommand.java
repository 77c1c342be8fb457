/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads one file, through the component. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Loads a file (CSV, JSON or NDJSON) into Salesforce and waits for the end.")
final class LoadCommand implements Callable<Integer> {
    private static final String RUN_ID = "{runId}";
    private static final int MESSAGE_LENGTH = 1_000;

    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private Environment environment = new Environment();

    @Parameters(paramLabel = "FILE", description = "The file; it is streamed, whatever its size.")
    private Path file = Path.of("");

    @Option(
            names = "--to",
            required = true,
            paramLabel = "OPERATION:OBJECT",
            description = "insert, update, upsert, delete or hardDelete, and the API name of the object.")
    private String to = "";

    @Option(
            names = "--key",
            paramLabel = "FIELD",
            description = "The external id field that holds the key of an upsert.")
    private @Nullable String key;

    @Option(
            names = "--map",
            paramLabel = "FILE",
            description = "The mapping file. Without it the columns of the source are the names of the fields.")
    private @Nullable Path map;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "Where records go that do not load, as CSV; written only if there are any."
                    + " Default: errors/load-{runId}.csv in the hub's folder.")
    private @Nullable Path errors;

    @Option(
            names = "-p",
            paramLabel = "NAME=VALUE",
            description =
                    "An option of the sfsync: endpoint, such as -p batchSize=50 (see docs/options.md). Repeatable.")
    private List<String> options = List.of();

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    LoadCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Path source = LoadTarget.existing("FILE", home.argument(file));
        OutcomeFile outcomes = new OutcomeFile(home.folder().resolve("errors"));
        Path errorFile = errors == null
                ? home.folder()
                        .resolve("errors")
                        .resolve("load-" + RUN_ID + ".csv")
                        .toAbsolutePath()
                : home.argument(errors);
        LoadTarget target = LoadTarget.parse(to, key, map == null ? null : home.argument(map), errorFile, options);
        Progress progress = terminal.progress();
        progress.title(source.getFileName() + " -> " + target.operation().wireName() + " " + target.object());
        Main main = CamelHub.configure(home, environment.name());
        main.bind("progress", progress);
        main.bind("outcomes", outcomes);
        try (CamelHub hub = CamelHub.start(main);
                Interruption interruption = Interruption.stopping(hub.context())) {
            hub.localOrg().ifPresent(progress::org);
            Exchange exchange = send(hub.context(), target, source);
            Function<SyncResult, RunReport> report = result -> new RunReport(
                    result, Path.of(errorFile.toString().replace(RUN_ID, result.runId())), outcomes.of(result.runId()));
            return end(exchange, report, interruption).code();
        }
    }

    private static Exchange send(CamelContext context, LoadTarget target, Path source) throws Exception {
        target.check(context.getCamelContextExtension()
                .getEndpointUriFactory("sfsync")
                .propertyNames());
        Map<String, Object> parameters = new HashMap<>(target.parameters());
        parameters.put("listener", "#progress,#outcomes");
        ExtendedCamelContext contextExtension = context.getCamelContextExtension();
        Endpoint endpoint = contextExtension.getEndpoint(contextExtension.normalizeUri(target.uri()), parameters);
        try (var template = context.createProducerTemplate()) {
            return template.send(endpoint, exchange -> exchange.getIn().setBody(source.toFile()));
        }
    }

    private ExitCode end(Exchange exchange, Function<SyncResult, RunReport> report, Interruption interruption)
            throws Exception {
        Exception failure = exchange.getException();
        if (failure == null) {
            SyncResult result = exchange.getMessage().getMandatoryBody(SyncResult.class);
            print(report.apply(result));
            return ExitCode.of(result);
        }
        SyncException run = FailureMessage.run(failure);
        if (run == null) {
            throw failure;
        }
        if (json || run.result().totals().total() > 0) {
            print(report.apply(run.result()));
        }
        String message = Excerpt.of(String.valueOf(run.getMessage()), MESSAGE_LENGTH);
        if (!interruption.isUnderWay()) {
            terminal.err().println("sfsync: " + message);
            return ExitCode.of(run);
        }
        terminal.err().println("interrupted: " + message);
        jobsLeft(run).forEach(terminal.err()::println);
        return ExitCode.INTERRUPTED;
    }

    private static List<String> jobsLeft(SyncException run) {
        String org = run.result().org();
        if (org.isEmpty()) {
            return List.of();
        }
        return run.jobsLeft().isEmpty()
                ? List.of("no job is left open on " + org)
                : run.jobsLeft().stream().map(job -> job + " on " + org).toList();
    }

    private void print(RunReport report) {
        if (json) {
            terminal.out().println(report.json());
        } else {
            report.lines().forEach(terminal.out()::println);
        }
    }
}
