/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.batch.RunFolder;
import java.io.IOException;
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

    /** Opens the journals of runs, elsewhere than in their folders. */
    @FunctionalInterface
    public interface Journals {
        /** Opens the journal of a run, which is made if there is none. */
        Journal open(RunFolder run) throws IOException;
    }

    private Ledger(Path folder, LedgerSync sync, KeepRows keepRows, Journals journals) {
        this.folder = folder;
        this.sync = sync;
        this.keepRows = keepRows;
        this.journals = journals;
    }

    /** The ledger in this folder, which is made when the first run needs it. */
    public static Ledger open(Path folder) {
        return new Ledger(folder, LedgerSync.FORCE, KeepRows.FAILED, inFolders(true));
    }

    private static Journals inFolders(boolean forces) {
        return run -> {
            run.makeFile(run.journal());
            return new FileJournal(run.journal(), forces);
        };
    }

    /** The same ledger, which outlives this. */
    public Ledger withSync(LedgerSync value) {
        return new Ledger(folder, value, keepRows, inFolders(value == LedgerSync.FORCE));
    }

    /** The same ledger, which keeps these rows. */
    public Ledger withKeepRows(KeepRows value) {
        return new Ledger(folder, sync, value, journals);
    }

    /** The same ledger with journals elsewhere. */
    public Ledger withJournals(Journals value) {
        return new Ledger(folder, sync, keepRows, value);
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

    /** Opens the journal of a run. */
    public Journal journal(RunFolder run) throws IOException {
        return journals.open(run);
    }

    /** All runs, the one that changed last first. */
    public List<RunSummary> runs() throws IOException {
        List<RunSummary> runs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> folders = Files.list(folder)) {
                for (Path run : (Iterable<Path>) folders::iterator) {
                    find(run.getFileName().toString()).ifPresent(runs::add);
                }
            }
        }
        runs.sort(Comparator.comparing(RunSummary::changedAt).reversed());
        return runs;
    }

    /** One run; none where there is no such run, or nothing but its folder. */
    public Optional<RunSummary> find(String runId) throws IOException {
        Path run = folder.resolve(runId);
        Path manifest = run.resolve("manifest.json");
        if (!folder.normalize().equals(run.normalize().getParent()) || !Files.exists(manifest)) {
            return Optional.empty();
        }
        RunHistory history = new RunHistory();
        Path journal = run.resolve("journal");
        if (Files.exists(journal)) {
            FileJournal.read(journal, history::take);
        }
        Instant changed = Files.getLastModifiedTime(Files.exists(journal) ? journal : manifest)
                .toInstant();
        return Optional.of(new RunSummary(
                runId,
                run,
                JSON.readValue(manifest.toFile(), ENTRIES),
                changed,
                history.status(),
                history.records(),
                history.jobs(),
                List.copyOf(history.unsettled())));
    }

    /** The run of a source that is not finished, the latest where there are several. */
    public Optional<RunSummary> unfinished(String source) throws IOException {
        return runs().stream()
                .filter(run -> !run.isFinished() && source.equals(run.manifest().get(SOURCE)))
                .findFirst();
    }

    /** Deletes the finished runs that were not touched for {@link #RETENTION}; how many these were. */
    public int sweep(Instant now) throws IOException {
        int deleted = 0;
        for (RunSummary run : runs()) {
            if (run.isFinished() && run.changedAt().isBefore(now.minus(RETENTION))) {
                RunFolder.open(folder, run.runId()).delete();
                deleted++;
            }
        }
        return deleted;
    }
}
