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
        ErrorFile errorFile = errors == null ? errorFile(home) : new ErrorFile(home.argument(errors));
        LoadTarget target = LoadTarget.parse(to, key, map == null ? null : home.argument(map), errorFile, options);
        String title = source.getFileName() + " -> " + target.operation().wireName() + " " + target.object();
        try (WatchedHub hub = WatchedHub.start(home, environment.name(), terminal, title)) {
            RunLedger ledger = RunLedger.of(home, environment.name(), hub.context());
            Exchange exchange = send(hub.context(), target, source);
            return hub.end(new RunEnding(terminal, json, ledger), exchange, errorFile::of)
                    .code();
        }
    }

    /** Where records go that do not load, if nobody says otherwise. */
    static ErrorFile errorFile(HubHome home) {
        return ErrorFile.named(home, "load");
    }

    private static Exchange send(CamelContext context, LoadTarget target, Path source) throws Exception {
        target.check(context.getCamelContextExtension()
                .getEndpointUriFactory("sfsync")
                .propertyNames());
        Map<String, Object> parameters = new HashMap<>(target.parameters());
        parameters.put("listener", WatchedHub.LISTENER);
        ExtendedCamelContext contextExtension = context.getCamelContextExtension();
        Endpoint endpoint = contextExtension.getEndpoint(contextExtension.normalizeUri(target.uri()), parameters);
        try (var template = context.createProducerTemplate()) {
            return template.send(endpoint, exchange -> exchange.getIn().setBody(source.toFile()));
        }
    }
}
