/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.SfSyncRuns;
import io.sfsync.ledger.RunSummary;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run whose source is a file. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with a run that broke off or was killed, and waits for the end. What is in the org is"
                + " not sent again.")
final class ResumeCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private NamedRun named = new NamedRun();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file that the run reads, where it was moved away.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    ResumeCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunLedger ledger = named.ledger(home);
        String runId = named.id();
        RunSummary run = ledger.run(runId);
        String title = "run " + runId + " -> " + run.manifest().get("operation") + " "
                + run.manifest().get("object");
        try (WatchedHub hub = WatchedHub.start(home, named.environment(), terminal, title)) {
            Map<String, Object> options = new HashMap<>(SfSyncRuns.options(run));
            options.put("listener", WatchedHub.LISTENER);
            options.putIfAbsent("errors", LoadCommand.errorFile(home).option());
            Path source = file == null ? null : LoadTarget.existing("FILE", home.argument(file));
            Exchange exchange = new SfSyncRuns(hub.context()).resume(runId, source, options);
            Path errors = ErrorFile.ofOption(options.getOrDefault("errors", "")).of(runId);
            return hub.end(new RunEnding(terminal, json, ledger), exchange, id -> errors)
                    .code();
        }
    }
}
