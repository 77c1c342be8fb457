/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.RunFolder;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.SyncTotals;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that are sent without a lookup, to be linked once all are there: the file {@code links} of the run's
 * folder. When Salesforce takes such a record, nobody is told before it is linked. Safe for use by many threads.
 */
final class LinkBook {
    private final RunFolder folder;
    private final Map<Long, Integer> links = new HashMap<>();
    private final Map<Long, OutcomeKind> held = new HashMap<>();

    /** Reads what an earlier process of the run has written, if there was one. */
    LinkBook(RunFolder folder) throws IOException {
        this.folder = folder;
        if (Files.exists(file())) {
            for (String line : Files.readAllLines(file(), StandardCharsets.US_ASCII)) {
                int blank = line.indexOf(' ');
                links.put(Long.parseLong(line.substring(0, blank)), Integer.parseInt(line.substring(blank + 1)));
            }
        }
    }

    private Path file() {
        return folder.path().resolve("links");
    }

    synchronized boolean isEmpty() {
        return links.isEmpty();
    }

    /** The lookups that the record at this position is sent without, as bits; 0 for none. */
    synchronized int without(long position) {
        return links.getOrDefault(position, 0);
    }

    synchronized void put(long position, int lookups) {
        links.put(position, lookups);
    }

    /** Writes all down, whole or not at all. */
    synchronized void write() throws IOException {
        Path next = folder.path().resolve("links.new");
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(folder.openNew(next), StandardCharsets.US_ASCII))) {
            for (Map.Entry<Long, Integer> link : links.entrySet()) {
                out.write(link.getKey() + " " + link.getValue() + "\n");
            }
        }
        folder.force(next);
        Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether an outcome is not to be told, since the record has still to be linked. */
    synchronized boolean holds(long position, OutcomeKind kind) {
        if (links.isEmpty() || !kind.isSuccess() || !links.containsKey(position)) {
            return false;
        }
        held.put(position, kind);
        return true;
    }

    /** What the record counts as that is held, {@code null} for one that is not; from now on it is not. */
    synchronized @Nullable OutcomeKind release(long position) {
        return held.remove(position);
    }

    /** Whether the record is there and waits to be linked. */
    synchronized boolean isHeld(long position) {
        return held.containsKey(position);
    }

    /** The records that Salesforce took and nobody was told of. */
    synchronized SyncTotals totals() {
        RunTotals totals = new RunTotals();
        held.values().forEach(kind -> totals.add(kind, 1));
        return totals.snapshot();
    }
}
