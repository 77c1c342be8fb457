/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final Header HEADER = Header.of(List.of("n"));

    /** Gives so many records, then ends or fails. */
    private static final class Numbers implements RecordReader {
        private final AtomicLong read = new AtomicLong();
        private final long count;
        private final @Nullable Throwable failure;
        private volatile boolean closed;
        private volatile @Nullable Thread reader;

        private Numbers(long count, @Nullable Throwable failure) {
            this.count = count;
            this.failure = failure;
        }

        @Override
        public @Nullable SourceRecord next() throws IOException {
            reader = Thread.currentThread();
            if (read.get() < count) {
                long position = read.incrementAndGet();
                return SourceRecord.of(position, position + 1, HEADER, new Object[] {"" + position});
            }
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return null;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static List<Long> positions(RecordReader records, int most) throws IOException {
        List<Long> positions = new ArrayList<>();
        for (SourceRecord record = records.next(); record != null; record = records.next()) {
            positions.add(record.position());
            if (positions.size() == most) {
                break;
            }
        }
        return positions;
    }

    @Test
    void gives_every_record_once_in_order_and_then_none() throws Exception {
        for (int count : new int[] {0, 1, 999, 1_000, 1_001, 1_256, 5_000}) {
            try (RecordReader records = new ReadAhead(new Numbers(count, null))) {
                List<Long> positions = positions(records, Integer.MAX_VALUE);

                assertThat(positions).hasSize(count).isSorted().doesNotHaveDuplicates();
                assertThat(records.next()).isNull();
            }
        }
    }

    @Test
    void a_source_of_few_records_is_read_by_who_asks() throws Exception {
        Numbers few = new Numbers(900, null);
        positions(new ReadAhead(few), Integer.MAX_VALUE);

        assertThat(few.reader).isSameAs(Thread.currentThread());
    }

    @Test
    void a_failure_comes_after_the_records_before_it_and_stays() throws Exception {
        for (Throwable failure : List.of(new IOException("broken"), new StackOverflowError("deep"))) {
            try (RecordReader records = new ReadAhead(new Numbers(3_000, failure))) {
                assertThat(positions(records, 3_000)).hasSize(3_000);
                assertThatThrownBy(records::next).isSameAs(failure);
                assertThatThrownBy(records::next).isSameAs(failure);
            }
        }
    }

    @Test
    void reads_a_few_pieces_ahead_and_stops_when_it_is_closed() throws Exception {
        Numbers many = new Numbers(Long.MAX_VALUE, null);
        ReadAhead records = new ReadAhead(many);
        assertThat(positions(records, 1_500)).hasSize(1_500);

        await().until(() -> many.reader.getState() == Thread.State.WAITING);
        assertThat(many.read.get()).isBetween(1_500L, 4_000L);
        records.close();
        await().until(() -> !many.reader.isAlive());
        assertThat(many.closed).isTrue();
    }

    @Test
    void an_interrupt_of_the_reading_thread_takes_no_record_away() throws Exception {
        Numbers many = new Numbers(5_000, null);
        try (RecordReader records = new ReadAhead(many)) {
            assertThat(positions(records, 1_500)).hasSize(1_500);
            await().until(() -> many.reader.getState() == Thread.State.WAITING);
            many.reader.interrupt();

            assertThat(positions(records, Integer.MAX_VALUE)).hasSize(3_500).isSorted();
        }
    }

    @Test
    void a_record_that_is_asked_for_after_the_close_is_a_failure() throws Exception {
        ReadAhead records = new ReadAhead(new Numbers(Long.MAX_VALUE, null));
        assertThat(positions(records, 1_500)).hasSize(1_500);
        records.close();

        assertThatThrownBy(() -> positions(records, 10_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void an_interrupt_takes_no_record_away_and_stays_set() throws Exception {
        try (RecordReader records = new ReadAhead(new Numbers(5_000, null))) {
            Thread.currentThread().interrupt();
            List<Long> positions = positions(records, Integer.MAX_VALUE);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(positions).hasSize(5_000).isSorted();
        }
    }
}
