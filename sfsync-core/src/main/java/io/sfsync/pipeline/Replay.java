/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.Journal;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends again what a run of the ledger did not get into the org: what was rejected or unprocessed, and what is unknown
 * where sending it twice does no harm (all but inserts). It is a run of its own; when it is over, its outcomes take the
 * place of those that the records had. A record that succeeded is never sent again.
 *
 * <pre>{@code
 * Replay replay = Replay.of(ledger, "orders-7");
 * try (RecordReader records = replay.kept()) {
 *     SyncResult sent = replay.prepare(builder, records).execute();
 * }
 * }</pre>
 */
public final class Replay {
    /** The manifest's entry of a replay that names the run whose records it sends. */
    public static final String OF = "replayOf";

    private final Ledger ledger;
    private final RunSummary run;
    private final List<RunSummary> before;

    private Replay(Ledger ledger, RunSummary run, List<RunSummary> before) {
        this.ledger = ledger;
        this.run = run;
        this.before = before;
    }

    /**
     * A replay of a run.
     *
     * @param runId the id of the run, or of a replay of it
     * @throws IllegalArgumentException if there is no such run, or it is not over
     */
    public static Replay of(Ledger ledger, String runId) throws IOException {
        RunSummary found = find(ledger, runId);
        String original = found.manifest().get(OF);
        RunSummary run = original == null ? found : find(ledger, original);
        if (!run.isFinished()) {
            throw new IllegalArgumentException(
                    "run " + run.runId() + " is not over: resume it or abort it, then what it"
                            + " did not get into the org can be sent again");
        }
        List<RunSummary> before = new ArrayList<>(ledger.runs());
        before.removeIf(other -> !run.runId().equals(other.manifest().get(OF)));
        before.sort(Comparator.comparing(other -> other.manifest().getOrDefault("startedAt", "")));
        Replay replay = new Replay(ledger, run, before);
        replay.mergeAll();
        return replay;
    }

    private static RunSummary find(Ledger ledger, String runId) throws IOException {
        return ledger.find(runId)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no run " + runId + " in the ledger " + ledger.folder()));
    }

    /** The run whose records are sent again. */
    public RunSummary run() {
        return run;
    }

    /** The id of this replay: that of one which is not over, else a new one. */
    public String runId() {
        return before.stream()
                .filter(RunSummary::canGoOn)
                .map(RunSummary::runId)
                .findFirst()
                .orElseGet(() -> id(before.size() + 1));
    }

    private String id(int number) {
        String suffix = ".replay-" + number;
        String id = run.runId();
        return id.substring(0, Math.min(id.length(), SyncOptions.MAX_RUN_ID - suffix.length())) + suffix;
    }

    /** The records as the ledger keeps them, those of the latest replay first. */
    public RecordReader kept() throws IOException {
        ReplayRecords records = new ReplayRecords(run.runId(), ids(), wanted());
        List<String> runs = new ArrayList<>(ids());
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (Files.exists(ledger.failed(runs.get(i)))) {
                try (RecordReader errors = RecordReaders.csv(ledger.failed(runs.get(i)), CsvFormat.DEFAULT)) {
                    records.take(errors);
                }
            }
        }
        return records.sorted();
    }

    /**
     * Records out of an error file, which somebody may have corrected: the columns {@code _row} and, if it is there,
     * {@code _run} say which records they are; all other columns that begin like ours are passed over.
     *
     * @param errors read to its end, not closed
     * @throws IOException if it has no such column, or has records of another run
     */
    public RecordReader corrected(RecordReader errors) throws IOException {
        ReplayRecords records = new ReplayRecords(run.runId(), ids(), wanted());
        records.take(errors);
        return records.sorted();
    }

    /** The run and its replays, in their order. */
    private List<String> ids() {
        return Stream.concat(Stream.of(run), before.stream())
                .map(RunSummary::runId)
                .toList();
    }

    /** The positions that may be sent again. */
    private BitSet wanted() throws IOException {
        BitSet wanted = new BitSet();
        boolean again = isHarmless();
        try (Stream<RecordOutcome> outcomes = ledger.outcomes(run).open()) {
            outcomes.filter(outcome -> outcome.kind() == OutcomeKind.REJECTED
                            || outcome.kind() == OutcomeKind.UNPROCESSED
                            || (again && outcome.kind() == OutcomeKind.UNKNOWN))
                    .forEach(outcome -> wanted.set(Math.toIntExact(outcome.row())));
        }
        return wanted;
    }

    /** Whether a record that may be there already can be sent again. */
    private boolean isHarmless() {
        Operation operation = Operation.parse(run.manifest().getOrDefault("operation", ""));
        return operation != Operation.INSERT
                && !(operation == Operation.UPSERT && "Id".equals(run.manifest().get("externalIdField")));
    }

    /**
     * The run that sends the records.
     *
     * @param builder makes the pipeline; its options need operation, object and {@link #runId} of this replay
     * @param records from {@link #kept} or {@link #corrected}
     */
    public SyncRun prepare(SyncPipelineBuilder builder, RecordReader records) {
        SyncRun replay = builder.ledger(ledger.withKeepRows(ledger.keepRows()))
                .note(OF, run.runId())
                .build()
                .prepare(records, "replay of " + run.runId());
        return new ReplayRun(replay, this);
    }

    /** Takes over what the replays of the run have brought about; a success stays what it is. */
    void mergeAll() throws IOException {
        for (RunSummary replay : before) {
            merge(replay.runId());
        }
    }

    /** Takes over what a replay has brought about, once it is over. */
    void merge(String replayId) throws IOException {
        RunSummary replay = ledger.find(replayId).filter(RunSummary::isFinished).orElse(null);
        if (replay == null) {
            return;
        }
        RunFolder folder = RunFolder.open(ledger.folder(), run.runId());
        Closeable lock = folder.lock();
        try (lock;
                OutcomeLog log = new OutcomeLog(folder);
                Journal journal = ledger.journal(folder);
                Stream<RecordOutcome> outcomes = ledger.outcomes(replay).open()) {
            for (Iterator<RecordOutcome> each = outcomes.iterator(); each.hasNext(); ) {
                take(log, each.next());
            }
            log.force();
            String status = ledger.totals(run).finalStatus().name();
            journal.append(JournalEntry.run(JournalEntry.FINISHED, status), true);
        }
    }

    private static void take(OutcomeLog log, RecordOutcome outcome) throws IOException {
        @Nullable OutcomeKind was = log.kind(outcome.row());
        // a later replay may have brought more than this one, and what was not sent says nothing
        if ((was == null || !was.isSuccess()) && outcome.kind() != OutcomeKind.UNPROCESSED) {
            log.set(outcome.row(), outcome.kind(), outcome.id(), log.addErrors(outcome.errors()));
        }
    }
}
