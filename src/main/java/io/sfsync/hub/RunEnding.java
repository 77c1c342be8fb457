/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** Says how a run ended, and how it can go on. */
final class RunEnding {
    private static final int MESSAGE_LENGTH = 1_000;

    private final Terminal terminal;
    private final boolean json;
    private final RunLedger ledger;

    RunEnding(Terminal terminal, boolean json, RunLedger ledger) {
        this.terminal = terminal;
        this.json = json;
        this.ledger = ledger;
    }

    /**
     * Prints the end.
     *
     * @param errorFiles where the records of a run went that did not succeed, by its id
     */
    ExitCode of(Exchange exchange, Interruption interruption, Function<String, Path> errorFiles) throws Exception {
        Exception failure = exchange.getException();
        if (failure == null) {
            SyncResult result = exchange.getMessage().getMandatoryBody(SyncResult.class);
            print(report(result, errorFiles));
            return ExitCode.of(result);
        }
        SyncException run = FailureMessage.run(failure);
        if (run == null) {
            throw failure;
        }
        if (json || run.result().totals().total() > 0) {
            print(report(run.result(), errorFiles));
        }
        String message = Excerpt.of(String.valueOf(run.getMessage()), MESSAGE_LENGTH);
        boolean interrupted = interruption.isUnderWay();
        terminal.err().println((interrupted ? "interrupted: " : "sfsync: ") + message);
        if (interrupted) {
            jobsLeft(run).forEach(terminal.err()::println);
        }
        String runId = run.result().runId();
        if (ledger.ledger().find(runId).map(RunSummary::canGoOn).orElse(false)) {
            terminal.err().println(ledger.command("resume", runId) + " goes on with it");
        }
        return interrupted ? ExitCode.INTERRUPTED : ExitCode.of(run);
    }

    private RunReport report(SyncResult result, Function<String, Path> errorFiles) throws IOException {
        return new RunReport(result, errorFiles.apply(result.runId()), ledger);
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

    private void print(RunReport report) throws IOException {
        if (json) {
            terminal.out().println(report.json());
        } else {
            report.lines().forEach(terminal.out()::println);
        }
    }
}
