/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.RunFolder;
import io.sfsync.check.CheckException;
import io.sfsync.ledger.Journal;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunHistory;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.OrgIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run's folder, opened: a new one, or the one that an earlier process left. Another source, mapping or org is refused.
 */
final class RunOpening implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SAME =
            List.of("operation", "object", "externalIdField", "nulls", "mapping", "organizationId", "source");

    private final RunFolder folder;
    private final OutcomeLog log;
    private final RunBook book;
    private final @Nullable Resumption resumption;
    private final Closeable lock;

    private RunOpening(
            RunFolder folder, OutcomeLog log, RunBook book, @Nullable Resumption resumption, Closeable lock) {
        this.folder = folder;
        this.log = log;
        this.book = book;
        this.resumption = resumption;
        this.lock = lock;
    }

    /**
     * Opens the folder of a run.
     *
     * @param ledger {@code null} for a temporary folder
     * @param manifest what the run is
     * @throws CheckException if the run is finished, or was about something else
     */
    static RunOpening of(@Nullable Ledger ledger, String runId, Map<String, String> manifest)
            throws IOException, CheckException {
        if (ledger == null) {
            RunFolder folder = RunFolder.create(null, runId);
            OutcomeLog log = new OutcomeLog(folder);
            return new RunOpening(folder, log, new RunBook(Journal.none(), log, folder, null), null, () -> {});
        }
        boolean known = ledger.unpack(runId);
        RunFolder folder = known ? RunFolder.open(ledger.folder(), runId) : RunFolder.create(ledger.folder(), runId);
        Closeable lock = folder.lock();
        try {
            return open(ledger, runId, manifest, folder, lock);
        } catch (IOException | CheckException | RuntimeException e) {
            try (lock) {
                throw e;
            }
        }
    }

    private static RunOpening open(
            Ledger ledger, String runId, Map<String, String> manifest, RunFolder folder, Closeable lock)
            throws IOException, CheckException {
        Journal journal = ledger.journal(folder);
        RunHistory history = new RunHistory();
        journal.replay(history::take);
        if (history.status() != null) {
            journal.close();
            throw new CheckException("runId=" + runId + " is finished (" + history.status() + "), see " + folder.path()
                    + "; use another runId, or onFinishedRun=return or new");
        }
        Map<String, String> before = Files.exists(folder.manifest()) ? read(folder) : Map.of();
        if (!before.isEmpty()) {
            try {
                check(runId, before, manifest);
            } catch (CheckException e) {
                journal.close();
                throw e;
            }
        }
        OutcomeLog log = new OutcomeLog(folder);
        Api api = before.containsKey("api") ? Api.parse(String.valueOf(before.get("api"))) : null;
        Instant startedAt = Instant.parse(before.getOrDefault("startedAt", Instant.EPOCH.toString()));
        Resumption resumption = before.isEmpty() ? null : new Resumption(history, folder, log, api, startedAt);
        return new RunOpening(folder, log, new RunBook(journal, log, folder, ledger), resumption, lock);
    }

    @SuppressWarnings("unchecked") // all entries are texts
    private static Map<String, String> read(RunFolder folder) throws IOException {
        return JSON.readValue(folder.manifest().toFile(), TreeMap.class);
    }

    private static void check(String runId, Map<String, String> before, Map<String, String> now) throws CheckException {
        List<String> differences = new ArrayList<>();
        for (String name : SAME) {
            String was = before.getOrDefault(name, "");
            String is = now.getOrDefault(name, "");
            if (!was.equals(is)) {
                differences.add(name + " was '" + was + "' and is '" + is + "'");
            }
        }
        OrgIdentity org = new OrgIdentity(now.get("organizationId") + "", URI.create(now.get("instanceUrl") + ""));
        if (differences.isEmpty() && !org.isThat(before.get("organizationId") + "", before.get("instanceUrl") + "")) {
            differences.add("the org was " + before.get("instanceUrl") + " and is " + now.get("instanceUrl"));
        }
        if (!differences.isEmpty()) {
            throw new CheckException("runId=" + runId + " is not finished and was about something else: "
                    + String.join("; ", differences) + ". Go on with what it was, or use another runId");
        }
    }

    RunFolder folder() {
        return folder;
    }

    OutcomeLog log() {
        return log;
    }

    RunBook book() {
        return book;
    }

    /** What an earlier process left, {@code null} for a run that is new. */
    @Nullable
    Resumption resumption() {
        return resumption;
    }

    @Override
    public void close() throws IOException {
        try {
            log.close();
            book.close();
        } finally {
            lock.close();
        }
    }
}
