/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.batch.OutcomeReader;
import io.sfsync.batch.RunFolder;
import io.sfsync.outcome.OutcomeSource;
import io.sfsync.outcome.SyncTotals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The ledger in a folder: a folder for each run, which a person can read and only its owner may. Immutable, and safe for
 * use by many threads.
 */
public final class Ledger {
    /** The manifest's entry that tells sources apart. */
    public static final String SOURCE = "source";
    /** How long runs are kept that are finished. */
    public static final Duration RETENTION = Duration.ofDays(7);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> ENTRIES = new TypeReference<>() {};

    private final Path folder;
    private final LedgerSync sync;
    private final KeepRows keepRows;
    private final Journals journals;
    /** Whether journals are not in the folders of their runs. */
    private final boolean isElsewhere;

    /** Opens the journals of runs, elsewhere than in their folders. */
    @FunctionalInterface
    public interface Journals {
        /** Opens the journal of a run, which is made if there is none. */
        Journal open(RunFolder run) throws IOException;
    }

    private Ledger(Path folder, LedgerSync sync, KeepRows keepRows, Journals journals, boolean isElsewhere) {
        this.isElsewhere = isElsewhere;
        this.folder = folder;
        this.sync = sync;
        this.keepRows = keepRows;
        this.journals = journals;
    }

    /** The ledger in this folder, which is made when the first run needs it. */
    public static Ledger open(Path folder) {
        return new Ledger(folder, LedgerSync.FORCE, KeepRows.FAILED, inFolders(true), false);
    }

    private static Journals inFolders(boolean forces) {
        return run -> {
            run.makeFile(run.journal());
            return new FileJournal(run.journal(), forces);
        };
    }

    /** The same ledger, which outlives this. */
    public Ledger withSync(LedgerSync value) {
        Journals same = isElsewhere ? journals : inFolders(value == LedgerSync.FORCE);
        return new Ledger(folder, value, keepRows, same, isElsewhere);
    }

    /** The same ledger, which keeps these rows. */
    public Ledger withKeepRows(KeepRows value) {
        return new Ledger(folder, sync, value, journals, isElsewhere);
    }

    /** The same ledger with journals elsewhere. */
    public Ledger withJournals(Journals value) {
        return new Ledger(folder, sync, keepRows, value, true);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /** What it outlives. */
    public LedgerSync sync() {
        return sync;
    }

    /** Which rows it keeps. */
    public KeepRows keepRows() {
        return keepRows;
    }

    /** The records of a run that did not succeed, with their source columns; not there if there were none. */
    public Path failed(String runId) {
        return folder.resolve(runId).resolve("failed.csv");
    }

    /** Opens the journal of a run. */
    public Journal journal(RunFolder run) throws IOException {
        return journals.open(run);
    }

    /**
     * Keeps a run of one record that came to a good end in a file that it shares with others, in place of a folder of its
     * own: a message must not cost a folder. Who asks for the run gets the folder back.
     */
    public void pack(String runId) throws IOException {
        Optional<RunSummary> run = isElsewhere ? Optional.empty() : find(runId);
        if (run.isPresent() && run.get().isFinished() && Files.isDirectory(folder.resolve(runId))) {
            packed().pack(runId, run.get().changedAt());
        }
    }

    /**
     * Makes sure that a run has a folder, if there is such a run.
     *
     * @return whether there is
     */
    public boolean unpack(String runId) throws IOException {
        return RunFolder.exists(folder, runId) || packed().unpack(runId);
    }

    private PackedRuns packed() {
        return new PackedRuns(folder, sync == LedgerSync.FORCE);
    }

    /** All runs, the one that changed last first. */
    public List<RunSummary> runs() throws IOException {
        List<RunSummary> runs = new ArrayList<>();
        List<String> inFolders = runIds();
        for (String runId : inFolders) {
            find(runId).ifPresent(runs::add);
        }
        for (PackedRuns.Packed packed : packed().all()) {
            if (!inFolders.contains(packed.runId())) {
                runs.add(summary(packed));
            }
        }
        runs.sort(Comparator.comparing(RunSummary::changedAt).reversed());
        return runs;
    }

    private List<String> runIds() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(run -> run.getFileName().toString()).toList();
        }
    }

    /** One run; none where there is no such run, or nothing but its folder. */
    public Optional<RunSummary> find(String runId) throws IOException {
        Path run = folder.resolve(runId);
        Map<String, String> manifest =
                folder.normalize().equals(run.normalize().getParent()) ? manifest(runId) : Map.of();
        if (manifest.isEmpty()) {
            PackedRuns.Packed packed = packed().find(runId).orElse(null);
            return packed == null ? Optional.empty() : Optional.of(summary(packed));
        }
        Path journal = run.resolve("journal");
        Instant changed =
                Files.getLastModifiedTime(Files.exists(journal) ? journal : run).toInstant();
        return Optional.of(summary(runId, manifest, changed, history(runId, journal)));
    }

    private RunHistory history(String runId, Path file) throws IOException {
        RunHistory history = new RunHistory();
        if (isElsewhere) {
            try (Journal journal = journals.open(RunFolder.open(folder, runId))) {
                journal.replay(history::take);
            }
        } else if (Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
                FileJournal.read(file.toString(), lines, history::take);
            }
        }
        return history;
    }

    private RunSummary summary(PackedRuns.Packed packed) throws IOException {
        RunHistory history = new RunHistory();
        String journal = packed.files().getOrDefault("journal", "");
        FileJournal.read("of run " + packed.runId(), journal.lines(), history::take);
        Map<String, String> manifest = JSON.readValue(packed.files().get("manifest.json"), ENTRIES);
        return summary(packed.runId(), manifest, packed.changed(), history);
    }

    private RunSummary summary(String runId, Map<String, String> manifest, Instant changed, RunHistory history) {
        return new RunSummary(
                runId,
                folder.resolve(runId),
                manifest,
                changed,
                history.status(),
                history.aborted(),
                history.records(),
                history.jobs(),
                history.batches(),
                history.inDoubt());
    }

    /**
     * The run that does this to this object with this source, and can go on; the latest where there are several. One
     * source may go into several objects.
     */
    public Optional<RunSummary> unfinished(String source, String operation, String object) throws IOException {
        List<RunSummary> found = new ArrayList<>();
        for (String runId : runIds()) {
            Map<String, String> manifest = manifest(runId);
            if (source.equals(manifest.get(SOURCE))
                    && operation.equals(manifest.getOrDefault("operation", operation))
                    && object.equalsIgnoreCase(manifest.getOrDefault("object", object))) {
                find(runId).filter(RunSummary::canGoOn).ifPresent(found::add);
            }
        }
        return found.stream().max(Comparator.comparing(RunSummary::changedAt));
    }

    /** What a run is, by name; empty where there is no such run. */
    private Map<String, String> manifest(String runId) throws IOException {
        Path manifest = folder.resolve(runId).resolve("manifest.json");
        return Files.exists(manifest) ? JSON.readValue(manifest.toFile(), ENTRIES) : Map.of();
    }

    /** How many records of a run had which outcome; what was handed over, and has none yet, counts as unknown. */
    public SyncTotals totals(RunSummary run) throws IOException {
        if (run.isFinished() && !RunFolder.exists(folder, run.runId())) {
            // it was packed because its one record succeeded
            return packedTotals(run);
        }
        RunFolder open = RunFolder.open(folder, run.runId());
        return Files.exists(open.outcomes()) ? OutcomeReader.count(open, Pending.of(run, open)::kind) : SyncTotals.NONE;
    }

    private SyncTotals packedTotals(RunSummary run) throws IOException {
        Optional<PackedRuns.Packed> packed = packed().find(run.runId());
        String outcomes =
                packed.map(files -> files.files().getOrDefault("outcomes", "")).orElse("");
        return OutcomeReader.count(outcomes);
    }

    /** What became of each record of a run, in source order; see {@link #totals}. */
    public OutcomeSource outcomes(RunSummary run) {
        RunFolder open = RunFolder.open(folder, run.runId());
        return () -> {
            unpack(run.runId());
            return OutcomeReader.open(open, Pending.of(run, open)::kind);
        };
    }

    /** Whether somebody works on a run just now. */
    public boolean isExecuted(RunSummary run) {
        try (Closeable lock = RunFolder.open(folder, run.runId()).lock()) {
            return lock == null;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Gives a run up in the ledger alone: jobs on the org are left to their end, and nobody hears of what they did.
     *
     * @param why for the journal
     * @throws IOException if somebody executes the run
     */
    public void abandon(RunSummary run, String why) throws IOException {
        RunFolder open = RunFolder.open(folder, run.runId());
        Closeable lock = open.lock();
        try (lock;
                Journal journal = journal(open)) {
            journal.append(JournalEntry.run(JournalEntry.ABORTED, why), true);
            journal.append(
                    JournalEntry.run(
                            JournalEntry.FINISHED, totals(run).finalStatus().name()),
                    true);
        }
    }

    /**
     * Deletes finished runs, and folders in which no run has begun; how many these were. Runs that can go on stay.
     *
     * @param oldest what was written to after this stays, such as {@link #RETENTION} ago
     */
    public int sweep(Instant oldest) throws IOException {
        int deleted = 0;
        for (String runId : runIds()) {
            Optional<RunSummary> run = find(runId);
            boolean old = run.map(summary ->
                            summary.isFinished() && summary.changedAt().isBefore(oldest))
                    .orElse(isAbandoned(folder.resolve(runId), oldest));
            if (old) {
                RunFolder.open(folder, runId).delete();
                deleted++;
            }
        }
        return deleted + packed().sweep(oldest);
    }

    private static boolean isAbandoned(Path run, Instant oldest) throws IOException {
        return Files.exists(run.resolve("lock"))
                && Files.getLastModifiedTime(run).toInstant().isBefore(oldest);
    }
}
