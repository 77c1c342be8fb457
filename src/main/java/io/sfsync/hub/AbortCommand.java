/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.SfSyncRuns;
import io.sfsync.ledger.RunSummary;
import java.util.concurrent.Callable;
import org.apache.camel.Exchange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a run up. */
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        description = "Gives a run up: its jobs (Bulk 1.0 and 2.0) are aborted, what they have processed is taken down,"
                + " all else is unprocessed.")
final class AbortCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private NamedRun named = new NamedRun();

    @Option(
            names = "--why",
            defaultValue = "aborted by its user",
            description = "What the ledger and the errors say. Default: ${DEFAULT-VALUE}.")
    private String why = "";

    @Option(
            names = "--offline",
            description = "Mark the run in the ledger alone, for an org that is gone; its jobs are left to their end.")
    private boolean offline;

    AbortCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunLedger ledger = named.ledger(home);
        String runId = named.id();
        RunSummary run = ledger.run(runId);
        if (offline) {
            if (run.isFinished()) {
                throw new UsageException("run " + runId + " is finished (" + run.status() + "): nothing to abort");
            }
            ledger.ledger().abandon(run, why);
        } else {
            try (CamelHub hub = CamelHub.start(CamelHub.configure(home, named.environment()))) {
                Exchange exchange = new SfSyncRuns(hub.context()).abort(runId, why);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            }
        }
        RunSummary aborted = ledger.run(runId);
        terminal.out()
                .println("run " + runId + " is aborted: "
                        + RunText.figures(ledger.ledger().totals(aborted)));
        return ExitCode.OK.code();
    }
}
