/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.SyncTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a batch starts, while others are in flight or read back. */
@Timeout(60)
class LanesTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<FakeBatch> batches = new ArrayList<>();
    private final Lanes lanes = new Lanes(1, threads);
    private final RunState state = new RunState(null, lanes::wake);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void the_next_batch_starts_once_the_one_before_is_through_and_both_run_at_once() throws Exception {
        FakeBatch first = batch();
        FakeBatch second = batch();
        lanes.submit(first, state);
        awaitEvent("start 1");
        Thread submitter = submitBeside(second);
        awaitWaiting(submitter);
        assertThat(events).containsExactly("start 1");

        first.mayBeThrough.countDown();
        awaitEvent("start 2");
        submitter.join();
        assertThat(events).contains("through 1").doesNotContain("end 1", "end 2");

        second.end();
        first.mayEnd.countDown();
        lanes.awaitIdle(state);
        assertThat(events)
                .containsSubsequence("start 1", "asks 1", "start 2")
                .contains("end 1", "end 2")
                .doesNotContain("failed 1", "failed 2");
        assertThat(lanes.unsettled()).isEmpty();
        assertThat(state.failure()).isNull();
    }

    @Test
    void a_batch_that_is_never_through_holds_its_lane_to_its_end() throws Exception {
        FakeBatch first = batch().neverThrough();
        FakeBatch second = batch().neverThrough();
        lanes.submit(first, state);
        awaitEvent("start 1");
        Thread submitter = submitBeside(second);
        awaitWaiting(submitter);
        assertThat(events).containsExactly("start 1");

        second.end();
        first.end();
        submitter.join();
        lanes.awaitIdle(state);
        assertThat(events).containsExactly("start 1", "end 1", "start 2", "end 2");
    }

    @Test
    void no_more_batches_are_read_back_than_may_be_in_flight() throws Exception {
        FakeBatch first = batch();
        FakeBatch second = batch();
        FakeBatch third = batch();
        first.mayBeThrough.countDown();
        lanes.submit(first, state);
        lanes.submit(second, state);
        awaitEvent("start 2");
        second.mayBeThrough.countDown();
        awaitEvent("asks 2");
        awaitWaiting(second.thread());
        Thread submitter = submitBeside(third);
        awaitWaiting(submitter);
        assertThat(events).doesNotContain("through 2", "start 3");

        first.mayEnd.countDown();
        awaitEvent("start 3");
        submitter.join();
        assertThat(events).containsSubsequence("asks 2", "end 1", "through 2").containsSubsequence("end 1", "start 3");

        second.mayEnd.countDown();
        third.end();
        lanes.awaitIdle(state);
        assertThat(lanes.unsettled()).isEmpty();
        assertThat(events).containsSubsequence("end 1", "end 2", "through 3", "end 3");
    }

    @Test
    void a_batch_may_say_twice_that_it_is_through() throws Exception {
        FakeBatch first = batch().throughTwice();
        FakeBatch second = batch();
        FakeBatch third = batch();
        first.mayBeThrough.countDown();
        lanes.submit(first, state);
        lanes.submit(second, state);
        awaitEvent("start 2");
        awaitEvent("through 1");
        Thread submitter = submitBeside(third);
        awaitWaiting(submitter);
        assertThat(events).doesNotContain("start 3");

        batches.forEach(FakeBatch::end);
        submitter.join();
        lanes.awaitIdle(state);
        assertThat(lanes.unsettled()).isEmpty();
    }

    @Test
    void whoever_waits_for_the_end_waits_for_batches_that_are_read_back_too() throws Exception {
        FakeBatch first = batch();
        first.mayBeThrough.countDown();
        lanes.submit(first, state);
        awaitEvent("through 1");
        Thread idle = beside(() -> {
            lanes.awaitIdle(state);
            events.add("idle");
        });
        Thread quiet = beside(() -> {
            lanes.awaitQuiet(state);
            events.add("quiet");
        });
        awaitWaiting(idle);
        awaitWaiting(quiet);
        assertThat(events).doesNotContain("idle", "quiet");

        first.mayEnd.countDown();
        idle.join();
        quiet.join();
        assertThat(events)
                .hasSize(6)
                .startsWith("start 1", "asks 1", "through 1", "end 1")
                .contains("idle", "quiet");
    }

    @Test
    void a_batch_that_breaks_while_it_is_read_back_makes_room_and_fails_the_run() throws Exception {
        FakeBatch first = batch().failing();
        FakeBatch second = batch();
        first.mayBeThrough.countDown();
        lanes.submit(first, state);
        lanes.submit(second, state);
        awaitEvent("start 2");
        second.mayBeThrough.countDown();
        awaitEvent("asks 2");
        awaitWaiting(second.thread());
        assertThat(events).doesNotContain("through 2");

        first.mayEnd.countDown();
        awaitEvent("through 2");
        second.mayEnd.countDown();
        lanes.awaitIdle(state);
        assertThat(state.failure()).isSameAs(first.failure);
        assertThat(state.mayStart()).isFalse();
        assertThat(events).containsSubsequence("failed 1", "through 2", "end 2");
        assertThat(lanes.unsettled()).containsExactly(first);
    }

    @Test
    void a_batch_that_broke_while_it_was_read_back_goes_on_when_the_run_is_taken_up_again() throws Exception {
        FakeBatch first = batch().failing();
        FakeBatch second = batch();
        batches.forEach(FakeBatch::end);
        lanes.submit(first, state);
        awaitEvent("failed 1");
        lanes.awaitIdle(state);
        lanes.submit(second, state);
        assertThat(events).doesNotContain("start 2");
        assertThat(lanes.unsettled()).containsExactly(first, second);

        events.clear();
        first.failure = null;
        state.resume();
        lanes.resume(state, threads);
        lanes.awaitIdle(state);
        assertThat(lanes.unsettled()).isEmpty();
        assertThat(events).containsSubsequence("start 1", "through 1", "end 1", "through 2", "end 2");
    }

    @Test
    void a_batch_on_the_same_names_starts_only_when_the_one_that_is_through_has_ended() throws Exception {
        FakeBatch first = batch("a", "b");
        FakeBatch second = batch("b", "c");
        first.mayBeThrough.countDown();
        lanes.submit(first, state);
        awaitEvent("through 1");
        Thread submitter = submitBeside(second);
        awaitWaiting(submitter);
        assertThat(events).containsExactly("start 1", "asks 1", "through 1");

        second.end();
        first.mayEnd.countDown();
        submitter.join();
        lanes.awaitIdle(state);
        assertThat(events)
                .containsExactly("start 1", "asks 1", "through 1", "end 1", "start 2", "asks 2", "through 2", "end 2");
        assertThat(lanes.unsettled()).isEmpty();
    }

    @Test
    void a_batch_that_was_held_starts_before_those_that_come_after_it() throws Exception {
        Lanes two = new Lanes(2, threads);
        FakeBatch first = batch("a");
        FakeBatch second = batch("b");
        FakeBatch third = batch("c");
        FakeBatch held = batch("a");
        FakeBatch last = batch("d");
        first.mayBeThrough.countDown();
        two.submit(first, state);
        awaitEvent("through 1");
        two.submit(second, state);
        two.submit(third, state);
        two.submit(held, state);
        Thread submitter = beside(() -> two.submit(last, state));
        awaitWaiting(submitter);

        first.mayEnd.countDown();
        awaitEvent("end 1");
        second.mayBeThrough.countDown();
        awaitEvent("start 4");
        awaitWaiting(submitter);
        assertThat(events).doesNotContain("start 5");

        for (FakeBatch batch : batches) {
            batch.end();
        }
        submitter.join();
        two.awaitIdle(state);
        assertThat(two.unsettled()).isEmpty();
        assertThat(events).contains("end 2", "end 3", "end 4", "end 5");
    }

    private FakeBatch batch(String... names) {
        FakeBatch batch = new FakeBatch(batches.size() + 1, Set.of(names));
        batches.add(batch);
        return batch;
    }

    private void awaitEvent(String event) {
        await().until(() -> events.contains(event));
    }

    /** Until the thread waits for others, as it does for a lane. */
    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.WAITING);
    }

    private Thread submitBeside(Batch batch) {
        return beside(() -> lanes.submit(batch, state));
    }

    private static Thread beside(Act act) {
        Thread thread = new Thread(() -> {
            try {
                act.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @FunctionalInterface
    private interface Act {
        void run() throws InterruptedException;
    }

    /** Goes on as far as it is let. */
    private final class FakeBatch implements Batch {
        private final long number;
        private final Set<String> exclusive;
        private final CountDownLatch mayBeThrough = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final AtomicReference<Thread> thread = new AtomicReference<>();
        private int timesThrough = 1;
        private volatile Exception failure;

        private FakeBatch(long number, Set<String> exclusive) {
            this.number = number;
            this.exclusive = exclusive;
        }

        FakeBatch neverThrough() {
            timesThrough = 0;
            return this;
        }

        FakeBatch throughTwice() {
            timesThrough = 2;
            return this;
        }

        FakeBatch failing() {
            failure = new IllegalStateException("the results of batch " + number + " cannot be read");
            return this;
        }

        /** Lets it go to its end. */
        void end() {
            mayBeThrough.countDown();
            mayEnd.countDown();
        }

        Thread thread() {
            return thread.get();
        }

        @Override
        public void write(Lane lane) throws Exception {
            thread.set(Thread.currentThread());
            events.add("start " + number);
            if (timesThrough > 0) {
                mayBeThrough.await();
                events.add("asks " + number);
                for (int i = 0; i < timesThrough; i++) {
                    lane.isThrough();
                }
                events.add("through " + number);
            }
            mayEnd.await();
            Exception reason = failure;
            if (reason != null) {
                events.add("failed " + number);
                throw reason;
            }
            events.add("end " + number);
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Set<String> exclusive() {
            return exclusive;
        }

        @Override
        public void abandon(String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OutcomeKind ofPending(long position) {
            return OutcomeKind.UNPROCESSED;
        }

        @Override
        public boolean contains(long position) {
            return position == number;
        }

        @Override
        public SyncTotals untold() {
            return SyncTotals.of(kind -> 0L);
        }
    }
}
