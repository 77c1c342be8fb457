/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.SyncTotals;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the runs of the ledger. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists the runs of the ledger, the one that changed last first.")
final class RunsCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    private final HubHome home;
    private final Terminal terminal;

    @Mixin
    private Environment environment = new Environment();

    @Option(names = "--all", description = "List all runs, not the last " + SHOWN + " only.")
    private boolean all;

    @Option(names = "--json", description = "Print the runs as one JSON array.")
    private boolean json;

    RunsCommand(HubHome home, Terminal terminal) {
        this.home = home;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RunLedger ledger = RunLedger.of(home, environment.name());
        List<RunSummary> runs = ledger.ledger().runs();
        List<RunSummary> shown = all || runs.size() <= SHOWN ? runs : runs.subList(0, SHOWN);
        if (json) {
            List<Map<String, Object>> maps = new ArrayList<>();
            for (RunSummary run : shown) {
                maps.add(map(ledger, run));
            }
            terminal.out().println(JsonMapper.builder().build().writeValueAsString(maps));
        } else if (runs.isEmpty()) {
            terminal.out().println("no run in the ledger " + ledger.ledger().folder());
        } else {
            table(ledger, shown).forEach(terminal.out()::println);
            if (shown.size() < runs.size()) {
                terminal.out().println(runs.size() - shown.size() + " earlier runs: ./sfsync runs --all");
            }
        }
        return ExitCode.OK.code();
    }

    private static List<String> table(RunLedger ledger, List<RunSummary> runs) throws Exception {
        TextTable table = new TextTable(
                "Run",
                "Status",
                "Operation",
                "Object",
                "API",
                "Total",
                "Good",
                "Rejected",
                "Unprocessed",
                "Unknown",
                "Jobs",
                "Changed");
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
        for (RunSummary run : runs) {
            SyncTotals totals = ledger.ledger().totals(run);
            table.row(
                    run.runId(),
                    ledger.status(run),
                    entry(run, "operation"),
                    entry(run, "object"),
                    entry(run, "api"),
                    totals.total(),
                    totals.succeeded(),
                    totals.rejected(),
                    totals.unprocessed(),
                    totals.unknown(),
                    (long) run.jobs().size(),
                    time.format(run.changedAt()));
        }
        return table.lines();
    }

    /** A run by name, for programs. */
    static Map<String, Object> map(RunLedger ledger, RunSummary run) throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("runId", run.runId());
        map.put("status", ledger.status(run));
        for (String name :
                List.of("operation", "object", "api", "instanceUrl", "organizationId", "source", "startedAt")) {
            map.put(name, entry(run, name));
        }
        map.put("changedAt", run.changedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        map.put("aborted", run.aborted() == null ? "" : run.aborted());
        map.put("sourceEnded", run.records() >= 0);
        map.put("totals", ledger.ledger().totals(run));
        map.put("jobIds", run.jobs());
        map.put("folder", run.folder().toAbsolutePath().toString());
        return map;
    }

    private static String entry(RunSummary run, String name) {
        return run.manifest().getOrDefault(name, "");
    }
}
