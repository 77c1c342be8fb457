/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeLogTest {
    private static final String ID = "001000000000001AAA";

    @TempDir
    private Path work;

    private RunFolder folder;
    private OutcomeLog log;

    @BeforeEach
    void open() throws Exception {
        folder = RunFolder.create(work, "r");
        log = new OutcomeLog(folder);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void every_kind_of_outcome_comes_back_in_source_order() throws Exception {
        OutcomeKind[] kinds = OutcomeKind.values();
        for (int i = 0; i < kinds.length; i++) {
            log.append(i + 1L, 10L * i);
        }
        log.flush();
        for (int i = kinds.length - 1; i >= 0; i--) {
            log.set(i + 1L, kinds[i], ID, log.addErrors(List.of(RecordError.of("CODE_" + i, "m\nä"))));
        }

        List<RecordOutcome> outcomes = read();
        assertThat(outcomes).extracting(RecordOutcome::kind).containsExactly(kinds);
        assertThat(outcomes).extracting(RecordOutcome::id).containsOnly(ID);
        assertThat(outcomes.get(2).line()).isEqualTo(20);
        assertThat(outcomes.get(2).errors()).containsExactly(RecordError.of("CODE_2", "m\nä"));
    }

    @Test
    void what_is_set_through_a_window_is_what_is_read() throws Exception {
        for (long position = 1; position <= 5_000; position++) {
            log.append(position, 0);
        }
        log.flush();
        try (OutcomeWindow slots = log.window()) {
            slots.set(1_001, OutcomeKind.CREATED, ID, OutcomeLog.NO_ERRORS);
            slots.set(4_000, OutcomeKind.REJECTED, null, OutcomeLog.NO_ERRORS);

            assertThat(slots.kind(1_001)).isEqualTo(OutcomeKind.CREATED);
            assertThat(slots.kind(1_002)).isNull();
        }
        assertThat(log.kind(4_000)).isEqualTo(OutcomeKind.REJECTED);
        assertThat(log.get(2)).isNull();
        assertThat(log.get(1_001)).isEqualTo(new RecordOutcome(1_001, 0, OutcomeKind.CREATED, ID, List.of()));
        assertThat(read())
                .hasSize(5_000)
                .filteredOn(o -> o.kind() != OutcomeKind.UNKNOWN)
                .hasSize(2);
    }

    @Test
    void windows_that_overlap_keep_out_of_each_others_lines() throws Exception {
        int records = 3_000;
        for (long position = 1; position <= records; position++) {
            log.append(position, position);
        }
        log.flush();
        try (OutcomeWindow odd = log.window();
                OutcomeWindow even = log.window()) {
            for (long position = 1; position <= records; position += 2) {
                odd.set(position, OutcomeKind.CREATED, ID, OutcomeLog.NO_ERRORS);
                even.set(position + 1, OutcomeKind.UPDATED, null, OutcomeLog.NO_ERRORS);
            }
        }

        assertThat(read()).hasSize(records).allSatisfy(outcome -> {
            boolean isOdd = outcome.row() % 2 == 1;
            assertThat(outcome.line()).isEqualTo(outcome.row());
            assertThat(outcome.kind()).isEqualTo(isOdd ? OutcomeKind.CREATED : OutcomeKind.UPDATED);
        });
    }

    @Test
    void a_window_takes_outcomes_in_any_order() throws Exception {
        int records = 5_000;
        List<Long> positions = new ArrayList<>();
        for (long position = 1; position <= records; position++) {
            log.append(position, position);
            positions.add(position);
        }
        log.flush();
        Collections.shuffle(positions, new Random(7));
        OutcomeKind[] kinds = {OutcomeKind.CREATED, OutcomeKind.REJECTED, OutcomeKind.UPDATED};
        try (OutcomeWindow window = log.window()) {
            for (long position : positions) {
                window.set(position, kinds[(int) (position % kinds.length)], ID, OutcomeLog.NO_ERRORS);
            }
        }

        assertThat(read())
                .hasSize(records)
                .allSatisfy(
                        outcome -> assertThat(outcome.kind()).isEqualTo(kinds[(int) (outcome.row() % kinds.length)]));
    }

    @Test
    void a_window_does_not_reach_beyond_the_records_that_were_read() throws Exception {
        log.append(1, 1);
        log.flush();
        try (OutcomeWindow window = log.window()) {
            assertThatThrownBy(() -> window.kind(2))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("record 2");
        }
    }

    @Test
    void positions_that_the_source_passes_over_have_no_outcome() throws Exception {
        log.append(2, 0, OutcomeKind.REJECTED, List.of());
        log.append(5, 0);

        log.flush();
        assertThat(log.lastPosition()).isEqualTo(5);
        assertThat(read()).extracting(RecordOutcome::row).containsExactly(2L, 5L);
    }

    @Test
    void a_source_that_goes_back_is_refused() throws Exception {
        log.append(2, 0);
        assertThatIOException().isThrownBy(() -> log.append(2, 0)).withMessageContaining("record 2 after record 2");
    }

    @Test
    void asking_for_what_was_never_appended_is_an_error() {
        assertThatIOException().isThrownBy(() -> log.get(9)).withMessageContaining("record 9");
    }

    @Test
    void long_errors_come_back_whole_and_equal_ones_are_kept_once() throws Exception {
        List<RecordError> errors = List.of(new RecordError("C", "x".repeat(20_000), List.of("A", "B")));
        log.append(1, 0, OutcomeKind.REJECTED, errors);
        assertThat(log.addErrors(errors)).isZero();
        log.flush();

        assertThat(read().get(0).errors()).isEqualTo(errors);
    }

    @Test
    void the_stream_ends() throws Exception {
        try (Stream<RecordOutcome> outcomes = OutcomeReader.open(folder, p -> OutcomeKind.UNKNOWN)) {
            Iterator<RecordOutcome> iterator = outcomes.iterator();
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    private List<RecordOutcome> read() throws Exception {
        try (Stream<RecordOutcome> outcomes = OutcomeReader.open(folder, p -> OutcomeKind.UNKNOWN)) {
            return outcomes.toList();
        }
    }
}
