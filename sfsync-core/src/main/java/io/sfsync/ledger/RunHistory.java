/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a journal says about a run: how far each batch is, and which records are in doubt. Used by one thread. */
public final class RunHistory {
    private final TreeMap<Long, JournalEntry> batches = new TreeMap<>();
    private final TreeMap<Long, JournalEntry> calls = new TreeMap<>();
    private final List<String> jobs = new ArrayList<>();
    private long last;
    private long records = -1;
    private @Nullable String status;
    private @Nullable String aborted;

    /** Takes the next entry of the journal. */
    public void take(JournalEntry entry) {
        if (JournalEntry.SOURCE_ENDED.equals(entry.event())) {
            records = Long.parseLong(String.valueOf(entry.detail()));
        } else if (JournalEntry.FINISHED.equals(entry.event())) {
            status = entry.detail();
        } else if (JournalEntry.ABORTED.equals(entry.event())) {
            aborted = entry.detail();
        } else if (entry.round() == 0) {
            last = Math.max(last, entry.batch());
            calls.put(entry.batch(), entry);
            if (entry.step() == BatchStep.STORED || entry.step() == BatchStep.ANSWERED) {
                calls.remove(entry.batch());
            }
        } else {
            last = Math.max(last, entry.batch());
            batches.put(entry.batch(), entry);
            if (entry.job() != null && !jobs.contains(entry.job())) {
                jobs.add(entry.job());
            }
        }
    }

    /** The last step of each Bulk batch that is not settled, in the order of their numbers. */
    public Collection<JournalEntry> unsettled() {
        return batches.values().stream()
                .filter(entry -> entry.step() != BatchStep.SETTLED)
                .toList();
    }

    /** The records of calls that were sent, and whose answers are not on disk. */
    public List<PositionRanges> inDoubt() {
        return calls.values().stream()
                .filter(entry -> entry.step() == BatchStep.SENDING)
                .map(entry -> PositionRanges.parse(String.valueOf(entry.positions())))
                .toList();
    }

    /** The jobs of the run, in the order in which they were created. */
    public List<String> jobs() {
        return List.copyOf(jobs);
    }

    /** The last step of each Bulk batch, in the order of their numbers. */
    public List<JournalEntry> batches() {
        return List.copyOf(batches.values());
    }

    /** The highest number of a batch. */
    public long last() {
        return last;
    }

    /** How many records the source has, -1 while it was not read to its end. */
    public long records() {
        return records;
    }

    /** Why the run was given up, {@code null} where it was not. */
    public @Nullable String aborted() {
        return aborted;
    }

    /** How the run ended, {@code null} while it can go on. */
    public @Nullable String status() {
        return status;
    }
}
