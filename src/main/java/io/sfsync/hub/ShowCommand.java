/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.sfsync.camel.SfSyncRuns;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.pipeline.RunJobs.JobState;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one run of the ledger. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a run: what it is, its figures, batches, jobs with their state in the org, and errors.")
final class ShowCommand implements Callable<Integer> {
    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private NamedRun named = new NamedRun();

    @Option(names = "--outcomes", description = "Print what became of each record instead, as CSV.")
    private boolean outcomes;

    @Option(names = "--offline", description = "Do not ask the org for the state of jobs.")
    private boolean offline;

    @Option(names = "--json", description = "Print the run as one JSON object.")
    private boolean json;

    ShowCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunLedger ledger = named.ledger(home);
        RunSummary run = ledger.run(named.id());
        if (outcomes) {
            printOutcomes(ledger, run);
        } else if (json) {
            Map<String, Object> map = new LinkedHashMap<>(RunsCommand.map(ledger, run));
            map.put("manifest", run.manifest());
            map.put("batches", run.batches());
            map.put("jobs", jobs(run));
            terminal.out().println(JsonMapper.builder().build().writeValueAsString(map));
        } else {
            RunText text = new RunText(ledger, run);
            text.lines(jobs(run)).forEach(terminal.out()::println);
        }
        return ExitCode.OK.code();
    }

    /** The jobs as the org tells them; an org that cannot be asked is a warning. */
    private List<JobState> jobs(RunSummary run) throws InterruptedException {
        if (offline || run.jobs().isEmpty()) {
            return List.of();
        }
        try (CamelHub hub = CamelHub.start(CamelHub.configure(home, named.environment()))) {
            return new SfSyncRuns(hub.context()).jobs(run);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            terminal.err().println("sfsync: the jobs could not be asked for: " + FailureMessage.of(e));
            return List.of();
        }
    }

    /** One row a record, in the order of the source. */
    private void printOutcomes(RunLedger ledger, RunSummary run) throws IOException {
        CsvWriter csv = CsvWriter.builder().autoFlush(false).build(terminal.out());
        csv.writeRecord("_row", "_line", "_outcome", "_id", "_code", "_message");
        try (Stream<RecordOutcome> all = ledger.ledger().outcomes(run).open()) {
            for (Iterator<RecordOutcome> each = all.iterator(); each.hasNext(); ) {
                csv.writeRecord(RunText.cells(each.next()));
            }
        }
        csv.flush();
        terminal.out().flush();
    }
}
