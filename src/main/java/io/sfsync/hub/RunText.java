/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.SfSyncRuns;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.pipeline.RunJobs.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run of the ledger in words. */
final class RunText {
    private static final int ERRORS_SHOWN = 3;
    private static final int BATCHES_SHOWN = 50;

    private final RunLedger ledger;
    private final RunSummary run;

    RunText(RunLedger ledger, RunSummary run) {
        this.ledger = ledger;
        this.run = run;
    }

    /** @param jobs the jobs of the run as the org tells them, empty where it was not asked */
    List<String> lines(List<JobState> jobs) throws IOException {
        List<String> lines = new ArrayList<>();
        Map<String, String> manifest = run.manifest();
        lines.add("run " + run.runId() + ": " + ledger.status(run)
                + (run.aborted() == null ? "" : " (" + run.aborted() + ")"));
        lines.add(manifest.get("operation") + " " + manifest.get("object") + " over " + manifest.get("api") + " into "
                + manifest.get("instanceUrl") + " (" + manifest.get("organizationId") + ")");
        lines.add(figures(ledger.ledger().totals(run)) + (run.records() < 0 ? ", source not read to its end" : ""));
        lines.add("source: " + source());
        options().ifPresent(options -> lines.add("options: " + options));
        lines.addAll(batches());
        lines.addAll(jobs(jobs));
        lines.addAll(errors());
        lines.add("files: " + run.folder().toAbsolutePath());
        Path failed = ledger.ledger().failed(run.runId());
        if (Files.exists(failed)) {
            lines.add("what did not load, with the source columns: " + failed.toAbsolutePath());
        }
        lines.addAll(next());
        return lines;
    }

    static String figures(SyncTotals totals) {
        String outcomes = Arrays.stream(OutcomeKind.values())
                .map(kind -> String.format(Locale.ROOT, "%,d %s", totals.of(kind), kind.label()))
                .collect(Collectors.joining(", "));
        return Count.of(totals.total(), "record") + ": " + outcomes;
    }

    private String source() throws IOException {
        String fingerprint = run.manifest().getOrDefault(Ledger.SOURCE, "");
        if (fingerprint.isEmpty()) {
            return "no file";
        }
        Optional<Path> file = SfSyncRuns.file(run);
        return file.isPresent() ? file.get().toString() : "gone or changed: " + fingerprint;
    }

    private Optional<String> options() {
        Map<String, Object> options = new TreeMap<>(SfSyncRuns.options(run));
        return options.isEmpty()
                ? Optional.empty()
                : Optional.of(options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining(" ")));
    }

    private List<String> batches() {
        if (run.batches().isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("Batch", "Round", "Step", "Job", "Batch id");
        run.batches().stream()
                .limit(BATCHES_SHOWN)
                .forEach(entry -> table.row(
                        entry.batch(),
                        (long) entry.round(),
                        String.valueOf(entry.step()),
                        text(entry.job()),
                        text(entry.part())));
        List<String> lines = new ArrayList<>(table.lines());
        if (run.batches().size() > BATCHES_SHOWN) {
            lines.add(run.batches().size() - BATCHES_SHOWN + " more batches are in "
                    + run.folder().resolve("journal"));
        }
        return lines;
    }

    private static List<String> jobs(List<JobState> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("Job", "Batch id", "State in the org", "Processed");
        jobs.forEach(job -> table.row(
                job.id(), job.batch(), job.state(), job.processed() < 0 ? "" : String.valueOf(job.processed())));
        return table.lines();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private List<String> errors() throws IOException {
        if (!Files.exists(run.folder().resolve("outcomes"))) {
            return List.of();
        }
        try (Stream<RecordOutcome> outcomes = ledger.ledger().outcomes(run).open()) {
            return outcomes.filter(outcome -> !outcome.errors().isEmpty())
                    .limit(ERRORS_SHOWN)
                    .map(RunText::line)
                    .toList();
        }
    }

    private static String line(RecordOutcome outcome) {
        RecordError error = outcome.errors().get(0);
        return Excerpt.of("  line " + outcome.line() + ": " + error.code() + " " + error.message());
    }

    private List<String> next() throws IOException {
        if (run.canGoOn()) {
            return List.of(ledger.command("resume", run.runId()) + " goes on with it, "
                    + ledger.command("abort", run.runId()) + " gives it up");
        }
        return ledger.ledger().totals(run).failed() == 0
                ? List.of()
                : List.of(ledger.command("replay", run.runId()) + " sends again what did not load");
    }

    /** A record in the columns _row, _line, _outcome, _id, _code and _message. */
    static List<String> cells(RecordOutcome outcome) {
        return List.of(
                String.valueOf(outcome.row()),
                String.valueOf(outcome.line()),
                outcome.kind().label(),
                text(outcome.id()),
                outcome.errors().stream().map(RecordError::code).collect(Collectors.joining("; ")),
                outcome.errors().stream().map(RecordError::message).collect(Collectors.joining("; ")));
    }
}
