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
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    private Environment environment = new Environment();

    @Parameters(paramLabel = "RUN", description = "The id of the run.")
    private String runId = "";

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
        RunLedger ledger = RunLedger.of(home, environment.name());
        RunSummary named = ledger.run(runId);
        String original = named.manifest().getOrDefault(Replay.OF, runId);
        Path errors = from == null ? null : LoadTarget.existing("--from", home.argument(from));
        Progress progress = terminal.progress();
        progress.title("replay of run " + original);
        Main main = CamelHub.configure(home, environment.name());
        main.bind("progress", progress);
        try (CamelHub hub = CamelHub.start(main);
                Interruption interruption = Interruption.stopping(hub.context())) {
            hub.localOrg().ifPresent(progress::org);
            Path errorFile = LoadCommand.errorFile(home);
            Exchange exchange = new SfSyncRuns(hub.context())
                    .replay(
                            original,
                            errors == null ? null : errors.toFile(),
                            Map.of("listener", "#progress", "errors", "file:" + errorFile));
            ExitCode end = new RunEnding(terminal, json, ledger)
                    .of(
                            exchange,
                            interruption,
                            id -> Path.of(errorFile.toString().replace("{runId}", id)));
            RunSummary merged = ledger.run(original);
            (json ? terminal.err() : terminal.out())
                    .println("run " + original + " now: " + ledger.status(merged) + ", "
                            + RunText.figures(ledger.ledger().totals(merged)));
            return end.code();
        }
    }
}
