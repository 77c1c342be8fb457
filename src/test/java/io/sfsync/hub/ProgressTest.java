/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.outcome.SyncTotals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter shown = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();
    private Runnable beat = () -> {};

    @Test
    void rewrites_one_line_on_a_terminal() {
        Progress progress = progress(true);
        progress.onRunStart("r");
        pass(Duration.ofSeconds(1));
        progress.onBatchComplete(1, OptionalLong.empty(), result(200, 0, 1));
        pass(Duration.ofSeconds(1));
        progress.onBatchComplete(2, OptionalLong.empty(), result(399, 1, 2));
        progress.onRunEnd(result(399, 1, 2));

        assertThat(shown.toString())
                .isEqualTo("\r\u001b[Ka.csv: 200 rows read, 200 done, 200 rows/s, 1 batch, 0 errors, 1 s - local org x"
                        + "\r\u001b[Ka.csv: 400 rows read, 400 done, 200 rows/s, 2 batches, 1 error, 2 s - local org x"
                        + "\r\u001b[Ka.csv: 400 rows read, 400 done, 200 rows/s, 2 batches, 1 error, 2 s - local org x"
                        + System.lineSeparator());
    }

    @Test
    void writes_a_plain_line_every_two_seconds_elsewhere_and_one_at_the_end() {
        Progress progress = progress(false);
        progress.onRunStart("r");
        pass(Duration.ofSeconds(1));
        progress.onBatchComplete(1, OptionalLong.empty(), result(200, 0, 1));
        pass(Duration.ofSeconds(1));
        progress.onBatchComplete(2, OptionalLong.empty(), result(400, 0, 2));
        progress.onRunEnd(result(400, 0, 2));

        assertThat(shown.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("a.csv: 400 rows read"));
    }

    @Test
    void counts_what_is_read_before_anything_is_done() {
        Progress progress = progress(false);
        progress.onRunStart("r");
        pass(Duration.ofSeconds(2));
        progress.onRecordStart(null);

        assertThat(shown.toString().strip()).isEqualTo("a.csv: 1 row read, 0 done, 0 rows/s, 0 batches, 0 errors, 2 s");
    }

    @Test
    void calls_neither_done_nor_an_error_what_an_interrupted_run_left() {
        Progress progress = progress(false);
        progress.onRunStart("r");
        pass(Duration.ofSeconds(1));
        for (int record = 0; record < 7; record++) {
            progress.onRecordStart(null);
        }
        progress.onRunEnd(result(new SyncTotals(1, 0, 0, 0, 1, 3, 2), 1));

        assertThat(shown.toString().strip())
                .isEqualTo("a.csv: 7 rows read, 2 done, 2 rows/s, 1 batch, 1 error, 1 s - local org x");
    }

    @Test
    void counts_the_seconds_on_a_terminal_while_nothing_is_heard() {
        Progress progress = progress(true);
        progress.org("local org x");
        progress.onRunStart("r");
        for (int half = 0; half < 6; half++) {
            pass(Duration.ofMillis(500));
            beat.run();
        }

        assertThat(List.of(shown.toString().split("\r", -1)))
                .hasSize(4)
                .last()
                .asString()
                .endsWith("a.csv: 0 rows read, 0 done, 0 rows/s, 0 batches, 0 errors, 3 s - local org x");
    }

    @Test
    void writes_plain_lines_ever_more_seldom_while_nothing_is_heard() {
        Progress progress = progress(false);
        progress.onRunStart("r");
        for (int second = 0; second < 200; second++) {
            pass(Duration.ofSeconds(1));
            beat.run();
        }

        assertThat(shown.toString().lines().map(line -> line.replaceAll(".*, (\\d+ s)$", "$1")))
                .containsExactly("2 s", "6 s", "14 s", "30 s", "62 s", "122 s", "182 s");
    }

    @Test
    void shows_how_far_a_job_is_until_its_batch_is_done() {
        Progress progress = progress(false);
        progress.onRunStart("r");
        progress.onJobProgress("750x", "InProgress", 1_200, 3);
        pass(Duration.ofSeconds(2));
        beat.run();
        pass(Duration.ofSeconds(2));
        progress.onBatchComplete(1, OptionalLong.empty(), result(1_500, 0, 1));

        assertThat(shown.toString().lines())
                .containsExactly(
                        "a.csv: 0 rows read, 0 done, 0 rows/s, 0 batches, 0 errors, 2 s, job 750x InProgress,"
                                + " 1,200 rows processed",
                        "a.csv: 1,500 rows read, 1,500 done, 375 rows/s, 1 batch, 0 errors, 4 s - local org x");
    }

    @Test
    void is_silent_when_the_run_is_over() {
        Progress progress = progress(false);
        progress.onRunStart("r");
        progress.onRunEnd(result(1, 0, 1));
        String before = shown.toString();
        pass(Duration.ofSeconds(100));
        beat.run();

        assertThat(shown).hasToString(before);
    }

    private Progress progress(boolean terminal) {
        Progress progress = new Progress(new PrintWriter(shown), terminal, nanos::get, task -> {
            beat = task;
            return () -> beat = () -> {};
        });
        progress.title("a.csv");
        return progress;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static SyncResult result(long created, long rejected, long batches) {
        return result(new SyncTotals(created, 0, 0, 0, rejected, 0, 0), batches);
    }

    private static SyncResult result(SyncTotals totals, long batches) {
        return new SyncResult(
                "r",
                Operation.INSERT,
                "Account",
                Api.COLLECTIONS,
                "local org x",
                SyncStatus.IN_PROGRESS,
                totals,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                batches,
                batches,
                List.of(),
                List.of(),
                null,
                "",
                Stream::empty,
                false);
    }
}
