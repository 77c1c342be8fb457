/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.SfSyncRuns;
import io.sfsync.ledger.RunSummary;
import io.sfsync.pipeline.Replay;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends again what a run did not get into the org. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Sends again what a run did not get into the org: what was rejected or unprocessed, and what is"
                + " unknown unless it is an insert. What succeeded is never sent again.")
final class ReplayCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private NamedRun named = new NamedRun();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "An error file of the run that you have corrected; its column _row must be as it was."
                    + " Default: the records as the ledger keeps them.")
    private @Nullable Path from;

    @Option(names = "--json", description = "Print the result of the replay as one JSON object.")
    private boolean json;

    ReplayCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunLedger ledger = named.ledger(home);
        String original = ledger.run(named.id()).manifest().getOrDefault(Replay.OF, named.id());
        Path errors = from == null ? null : LoadTarget.existing("--from", home.argument(from));
        ErrorFile errorFile = LoadCommand.errorFile(home);
        try (WatchedHub hub = WatchedHub.start(home, named.environment(), terminal, "replay of run " + original)) {
            Exchange exchange = new SfSyncRuns(hub.context())
                    .replay(
                            original,
                            errors == null ? null : errors.toFile(),
                            Map.of("listener", WatchedHub.LISTENER, "errors", errorFile.option()));
            ExitCode end = hub.end(new RunEnding(terminal, json, ledger), exchange, errorFile::of);
            RunSummary merged = ledger.run(original);
            (json ? terminal.err() : terminal.out())
                    .println("run " + original + " now: " + ledger.status(merged) + ", "
                            + RunText.figures(ledger.ledger().totals(merged)));
            return end.code();
        }
    }
}
