/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        Path errorFile = errors == null ? errorFile(home) : home.argument(errors);
        LoadTarget target = LoadTarget.parse(to, key, map == null ? null : home.argument(map), errorFile, options);
        Progress progress = terminal.progress();
        progress.title(source.getFileName() + " -> " + target.operation().wireName() + " " + target.object());
        RunLedger ledger = RunLedger.of(home, environment.name());
        Main main = CamelHub.configure(home, environment.name());
        main.bind("progress", progress);
        try (CamelHub hub = CamelHub.start(main);
                Interruption interruption = Interruption.stopping(hub.context())) {
            hub.localOrg().ifPresent(progress::org);
            Exchange exchange = send(hub.context(), target, source);
            return new RunEnding(terminal, json, ledger)
                    .of(
                            exchange,
                            interruption,
                            runId -> Path.of(errorFile.toString().replace(RUN_ID, runId)))
                    .code();
        }
    }

    /** Where records go that do not load, if nobody says otherwise. */
    static Path errorFile(HubHome home) {
        return home.folder()
                .resolve("errors")
                .resolve("load-" + RUN_ID + ".csv")
                .toAbsolutePath();
    }

    private static Exchange send(CamelContext context, LoadTarget target, Path source) throws Exception {
        target.check(context.getCamelContextExtension()
                .getEndpointUriFactory("sfsync")
                .propertyNames());
        Map<String, Object> parameters = new HashMap<>(target.parameters());
        parameters.put("listener", "#progress");
        ExtendedCamelContext contextExtension = context.getCamelContextExtension();
        Endpoint endpoint = contextExtension.getEndpoint(contextExtension.normalizeUri(target.uri()), parameters);
        try (var template = context.createProducerTemplate()) {
            return template.send(endpoint, exchange -> exchange.getIn().setBody(source.toFile()));
        }
    }
}
