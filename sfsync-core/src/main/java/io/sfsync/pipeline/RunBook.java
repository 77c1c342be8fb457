/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.Journal;
import io.sfsync.ledger.JournalEntry;
import io.sfsync.ledger.KeepRows;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.LedgerSync;
import io.sfsync.ledger.PositionRanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how far a run is, always before the step that must not be done twice. What an entry promises is on disk
 * before the entry is. Safe for use by many threads.
 */
final class RunBook {
    private final Journal journal;
    private final OutcomeLog log;
    private final RunFolder folder;
    private final @Nullable Ledger ledger;

    /**
     * @param ledger {@code null} for a run that nobody takes up again
     */
    RunBook(Journal journal, OutcomeLog log, RunFolder folder, @Nullable Ledger ledger) {
        this.journal = journal;
        this.log = log;
        this.folder = folder;
        this.ledger = ledger;
    }

    /** Whether the run can be taken up again by another process. */
    boolean isKept() {
        return ledger != null;
    }

    /** Whether the files of a batch stay when it is settled. */
    boolean keepsRows(boolean allSucceeded) {
        return ledger != null && (ledger.keepRows() == KeepRows.ALL || !allSucceeded);
    }

    private boolean forces() {
        return ledger != null && ledger.sync() == LedgerSync.FORCE;
    }

    /** A Bulk batch has got to a step. */
    void step(long batch, int round, BatchStep step, @Nullable String job, @Nullable String part) throws IOException {
        if (!isKept()) {
            return;
        }
        boolean ends =
                step == BatchStep.STORED || (round > 1 && step == BatchStep.PLANNED) || step == BatchStep.NARROWING;
        if (ends && forces()) {
            // the rows of this round, or of the one before, have their outcomes
            log.force();
        }
        journal.append(
                JournalEntry.bulk(batch, round, step, job, part),
                step == BatchStep.SENDING || step == BatchStep.STORED);
    }

    /** The files of a round are complete. */
    void forceFiles(List<Path> files) throws IOException {
        if (forces()) {
            for (Path file : files) {
                folder.force(file);
            }
        }
    }

    /** A call with these records is about to be made. */
    void sending(long batch, List<Long> positions) throws IOException {
        if (isKept()) {
            String ranges = PositionRanges.of(positions).toString();
            journal.append(JournalEntry.call(batch, BatchStep.SENDING, ranges), true);
        }
    }

    /** The call was answered; records without an outcome were not processed. */
    void answered(long batch) throws IOException {
        if (isKept()) {
            if (forces()) {
                log.force();
            }
            journal.append(JournalEntry.call(batch, BatchStep.ANSWERED, null), false);
        }
    }

    /** The whole source is in batches or has outcomes. */
    void sourceEnded(long records) throws IOException {
        if (isKept()) {
            journal.append(JournalEntry.run(JournalEntry.SOURCE_ENDED, Long.toString(records)), false);
        }
    }

    /** The run is given up. */
    void aborted(String why) throws IOException {
        if (isKept()) {
            journal.append(JournalEntry.run(JournalEntry.ABORTED, why), true);
        }
    }

    /** The run came to its end. */
    void finished(String status) throws IOException {
        if (isKept()) {
            if (forces()) {
                log.force();
            }
            journal.append(JournalEntry.run(JournalEntry.FINISHED, status), true);
        }
    }

    void close() throws IOException {
        journal.close();
    }
}
