/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.batch.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    @TempDir
    Path folder;

    @Test
    void what_was_written_is_read_and_half_an_entry_is_passed_over() throws Exception {
        Ledger ledger = Ledger.open(folder);
        RunFolder run = RunFolder.create(folder, "r1");
        try (Journal journal = ledger.journal(run)) {
            journal.append(JournalEntry.bulk(1, 1, BatchStep.SENDING, "750A", null), true);
        }
        Files.writeString(run.journal(), "{\"batch\":2,\"rou", StandardOpenOption.APPEND);
        try (Journal journal = ledger.journal(run)) {
            journal.append(JournalEntry.bulk(1, 1, BatchStep.CLOSED, "750A", null), false);
            List<JournalEntry> entries = new ArrayList<>();
            journal.replay(entries::add);

            assertThat(entries).extracting(JournalEntry::step).containsExactly(BatchStep.SENDING, BatchStep.CLOSED);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.journal())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void runs_are_listed_and_finished_ones_go_after_a_week() throws Exception {
        Ledger ledger = Ledger.open(folder);
        run(ledger, "done", JournalEntry.run(JournalEntry.FINISHED, "SUCCESS"));
        run(ledger, "going", JournalEntry.bulk(1, 1, BatchStep.CLOSED, "750A", null));

        assertThat(ledger.runs()).extracting(RunSummary::runId).containsExactlyInAnyOrder("done", "going");
        RunSummary going = ledger.find("going").orElseThrow();
        assertThat(going.isFinished()).isFalse();
        assertThat(going.jobs()).containsExactly("750A");
        assertThat(going.openBatches()).extracting(JournalEntry::step).containsExactly(BatchStep.CLOSED);
        assertThat(ledger.unfinished("file:x", "insert", "Account").map(RunSummary::runId))
                .contains("going");
        assertThat(ledger.find("../" + folder.getFileName())).isEmpty();

        for (RunSummary run : ledger.runs()) {
            Files.setLastModifiedTime(
                    run.folder().resolve("journal"), FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        }
        assertThat(ledger.sweep(Instant.now().minus(Ledger.RETENTION))).isEqualTo(1);
        assertThat(ledger.runs()).extracting(RunSummary::runId).containsExactly("going");
    }

    @Test
    void a_run_can_be_given_up_without_its_org() throws Exception {
        Ledger ledger = Ledger.open(folder);
        run(ledger, "going", JournalEntry.bulk(1, 1, BatchStep.CLOSED, "750A", null));

        ledger.abandon(ledger.find("going").orElseThrow(), "the org is gone");

        assertThat(ledger.find("going").orElseThrow().aborted()).isEqualTo("the org is gone");
        assertThat(ledger.unfinished("file:x", "insert", "Account")).isEmpty();
    }

    private static void run(Ledger ledger, String id, JournalEntry entry) throws IOException {
        RunFolder run = RunFolder.create(ledger.folder(), id);
        Files.writeString(run.manifest(), "{\"runId\":\"" + id + "\",\"source\":\"file:x\"}");
        try (Journal journal = ledger.journal(run)) {
            journal.append(entry, true);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,2,3,5 | 1-3,5", "7 | 7", "1,3,4 | 1,3-4"})
    void positions_are_written_as_ranges(String positions, String text) {
        List<Long> list =
                java.util.Arrays.stream(positions.split(",")).map(Long::valueOf).toList();
        PositionRanges ranges = PositionRanges.of(list);

        assertThat(ranges).hasToString(text).isEqualTo(PositionRanges.parse(text));
        assertThat(list).allMatch(ranges::contains);
        assertThat(ranges.contains(99)).isFalse();
    }
}
