/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.sfsync.mapping.MappedRecord;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.OutcomeSink;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.pipeline.SyncException.Reason;
import io.sfsync.record.Header;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import io.sfsync.salesforce.OrgRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunBehaviourTest {
    private final FakeOrg org = new FakeOrg();
    private final FakeOrg refusing = new FakeOrg((request, body) -> body.isEmpty()
            ? null
            : FakeOrg.results(Collections.nCopies(FakeOrg.names(body).size(), "INVALID_EMAIL_ADDRESS")));

    @TempDir
    private Path work;

    @ParameterizedTest(name = "failOn={0} with {1} of 4 rejected fails: {2}")
    @CsvSource({
        "never, 4, false",
        "all, 3, false",
        "all, 4, true",
        "any, 0, false",
        "any, 1, true",
        "2, 1, false",
        "2, 2, true",
        "50%, 1, false",
        "50%, 2, true",
    })
    void failOn_judges_a_finished_run(String failOn, int rejected, boolean fails) throws Exception {
        List<String> outcomes = new ArrayList<>(Collections.nCopies(rejected, "INVALID_EMAIL_ADDRESS"));
        outcomes.addAll(Collections.nCopies(4 - rejected, "ok"));
        FakeOrg picky = new FakeOrg((request, body) -> body.isEmpty() ? null : FakeOrg.results(outcomes));
        SyncRun run = run(picky, insert().failOn(FailOn.parse(failOn)), 4);
        SyncException failure = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(failure != null).isEqualTo(fails);
        assertThat(run.isEnded()).isTrue();
        if (failure != null) {
            assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
            assertThat(failure)
                    .hasMessageContaining(rejected + " of 4 records were rejected, and failOn=" + failOn + ";")
                    .hasMessageContaining("the first is record 1: INVALID_EMAIL_ADDRESS [Name]");
            assertThat(catchThrowableOfType(SyncException.class, run::execute)).isSameAs(failure);
        }
        assertThat(run.resultSoFar().totals().rejected()).isEqualTo(rejected);
    }

    @ParameterizedTest(name = "errorThreshold={0}: {1} are sent")
    @CsvSource({"5, 10", "20%, 100"})
    void errorThreshold_stops_a_run_that_goes_wrong(String threshold, int sent) {
        SyncException stopped = catchThrowableOfType(
                SyncException.class,
                run(refusing, insert().batchSize(10).errorThreshold(Threshold.parse(threshold)), 500)::execute);

        assertThat(stopped.reason()).isEqualTo(Reason.STOPPED);
        assertThat(stopped).hasMessageContaining("errorThreshold");
        assertThat(stopped.result().totals().rejected()).isBetween((long) sent, sent + 10L);
        assertThat(stopped.result().totals().total()).isEqualTo(500);
        assertThat(stopped.result().stopReason()).startsWith("errorThreshold");
    }

    @Test
    void unprocessed_records_of_a_stopped_run_reach_the_error_sink_with_their_reason() {
        List<OutcomeRecord> errors = new ArrayList<>();
        SyncPipeline pipeline = pipeline(refusing, insert().batchSize(2).stopOnError(true))
                .errors(errors::addAll)
                .build();
        SyncException stopped = catchThrowableOfType(SyncException.class, () -> pipeline.sync(accounts(2_500)));

        assertThat(stopped.result().totals().unprocessed()).isEqualTo(2_498);
        assertThat(errors).hasSize(2_500);
        assertThat(errors)
                .filteredOn(e -> e.outcome().kind() == OutcomeKind.UNPROCESSED)
                .allSatisfy(e -> assertThat(e.outcome().errors())
                        .extracting(RecordError::code)
                        .containsExactly("SFSYNC_UNPROCESSED"));
        assertThat(stopped.result().firstErrors()).hasSize(SyncResult.MAX_ERRORS_IN_MEMORY);
    }

    @Test
    void several_calls_are_in_flight_and_no_more_than_allowed() throws Exception {
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        FakeOrg slow = new FakeOrg((request, body) -> {
            if (!body.isEmpty()) {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                three.countDown();
                three.await();
                inFlight.decrementAndGet();
            }
            return null;
        });
        SyncResult result =
                run(slow, insert().batchSize(10).parallelism(3), 120).execute();

        assertThat(result.totals().created()).isEqualTo(120);
        assertThat(most).hasValue(3);
    }

    @Test
    void threads_of_the_caller_are_used_and_left_running() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            SyncResult result =
                    pipeline(org, insert()).executor(executor).build().sync(accounts(3));
            assertThat(result.totals().created()).isEqualTo(3);
            assertThat(executor.isShutdown()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void an_executor_that_takes_nothing_breaks_the_run() {
        ExecutorService executor = Executors.newFixedThreadPool(1);
        executor.shutdown();
        SyncPipeline pipeline = pipeline(org, insert()).executor(executor).build();
        SyncException broken = catchThrowableOfType(SyncException.class, () -> pipeline.sync(accounts(3)));

        assertThat(broken.reason()).isEqualTo(Reason.BROKEN);
        assertThat(broken.result().totals().unprocessed()).isEqualTo(3);
    }

    @Test
    void a_sink_that_fails_breaks_the_run_and_gets_its_records_again() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        List<OutcomeRecord> taken = new ArrayList<>();
        AtomicInteger closed = new AtomicInteger();
        OutcomeSink sink = new OutcomeSink() {
            @Override
            public void accept(List<OutcomeRecord> records) {
                if (tries.incrementAndGet() == 1) {
                    throw new IllegalStateException("queue is down");
                }
                taken.addAll(records);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        SyncRun run = pipeline(org, insert()).successes(sink).build().prepare(RecordReaders.ofObjects(accounts(3)));
        SyncException broken = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(broken).hasMessageContaining("the successes sink failed: queue is down");
        assertThat(broken.result().totals().created()).isEqualTo(3);
        assertThat(broken.isRetryable()).isTrue();
        assertThat(run.execute().totals().created()).isEqualTo(3);
        assertThat(taken).hasSize(3);
        run.discard();
        assertThat(closed).hasValue(1);
        assertThat(org.requests()).hasSize(1);
    }

    @Test
    void a_source_that_fails_breaks_the_run_for_good_and_what_was_read_is_accounted_for() {
        RecordReader failing = new RecordReader() {
            private int next;

            @Override
            public SourceRecord next() throws IOException {
                if (next == 5) {
                    throw new IOException("disk gone");
                }
                return SourceRecord.of(++next, next, Header.of(List.of("Name")), new Object[] {"A" + next});
            }
        };
        SyncRun run = pipeline(org, insert().batchSize(2)).build().prepare(failing);
        SyncException broken = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(broken).hasMessageContaining("the source failed after record 5: disk gone");
        assertThat(broken.isRetryable()).isFalse();
        assertThat(broken.result().totals().created()).isEqualTo(4);
        assertThat(broken.result().totals().unprocessed()).isEqualTo(1);
        assertThat(broken.result().status()).isEqualTo(SyncStatus.PARTIAL);
    }

    @Test
    void malformed_rows_and_mappings_that_throw_reject_their_record_only() throws Exception {
        Header header = Header.of(List.of("Name"));
        List<SourceRecord> rows = List.of(
                SourceRecord.malformed(1, 2, header, "a,b", "has 2 cells, the header has 1"),
                SourceRecord.of(2, 3, header, new Object[] {"throw"}),
                SourceRecord.of(3, 4, header, new Object[] {"fine"}));
        SyncResult result = pipeline(org, insert())
                .mapping(record -> {
                    if ("throw".equals(record.get("Name"))) {
                        throw new IllegalStateException("oops");
                    }
                    return MappedRecord.of(record, record.header(), new Object[] {record.get("Name")});
                })
                .build()
                .prepare(reader(rows))
                .execute();

        assertThat(result.totals().created()).isEqualTo(1);
        assertThat(result.firstErrors())
                .flatExtracting(RecordOutcome::errors)
                .extracting(RecordError::code)
                .containsExactly("SFSYNC_MALFORMED_ROW", "SFSYNC_MAPPING_FAILED");
        assertThat(result.status()).isEqualTo(SyncStatus.PARTIAL);
    }

    @Test
    void listeners_hear_of_every_step_in_order() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        SyncListener listener = new SyncListener() {
            @Override
            public void onRunStart(String runId) {
                heard.add("start " + runId);
            }

            @Override
            public void onRecordStart(SourceRecord record) {
                heard.add("read " + record.position());
            }

            @Override
            public void onRecordSuccess(RecordOutcome outcome) {
                heard.add("ok " + outcome.row());
            }

            @Override
            public void onRecordError(RecordOutcome outcome) {
                heard.add("bad " + outcome.row());
            }

            @Override
            public void onBatchComplete(long batch, OptionalLong totalBatches, SyncResult soFar) {
                heard.add("batch " + batch + " " + soFar.totals().total() + " " + soFar.status());
            }

            @Override
            public void onRunEnd(SyncResult result) {
                heard.add("end " + result.status());
            }
        };
        FakeOrg picky = new FakeOrg(
                (request, body) -> body.isEmpty() ? null : FakeOrg.results(List.of("ok", "INVALID_EMAIL_ADDRESS")));
        pipeline(picky, insert().runId("r1")).listener(listener).build().sync(accounts(2));

        assertThat(heard)
                .containsExactly(
                        "start r1", "read 1", "read 2", "ok 1", "bad 2", "batch 1 2 IN_PROGRESS", "end PARTIAL");
    }

    @Test
    void options_reach_the_wire() throws Exception {
        run(org, insert().allOrNone(true).header("Sforce-Mru", "updateMru=true").assignmentRule("active"), 1)
                .execute();
        run(org, insert().assignmentRule("01Q000000000001AAA").api(Api.COLLECTIONS), 1)
                .execute();
        run(org, insert(), 1).execute();

        List<OrgRequest> sent = org.requests();
        assertThat(org.bodies().get(0)).startsWith("{\"allOrNone\":true,");
        assertThat(sent.get(0).headers())
                .containsEntry("Sforce-Mru", "updateMru=true")
                .containsEntry("Sforce-Auto-Assign", "TRUE");
        assertThat(sent.get(1).headers()).containsEntry("Sforce-Auto-Assign", "01Q000000000001AAA");
        assertThat(sent.get(2).headers())
                .containsEntry("Sforce-Auto-Assign", "FALSE")
                .doesNotContainKey("Sforce-Mru");
        assertThat(org.bodies().get(2)).startsWith("{\"allOrNone\":false,");
    }

    @Test
    void a_date_time_without_zone_takes_the_zone_of_the_option() throws Exception {
        List<Map<String, String>> rows = List.of(Map.of("Seen__c", "2026-07-01 08:30:00"));
        pipeline(org, insert().timeZone(java.time.ZoneId.of("Europe/Rome")))
                .build()
                .sync(rows);
        SyncException refused = catchThrowableOfType(
                SyncException.class, () -> pipeline(org, insert()).build().sync(rows));

        assertThat(org.bodies().get(0)).contains("\"Seen__c\":\"2026-07-01T08:30:00.000+02:00\"");
        assertThat(refused.result().firstErrors().get(0).errors().get(0).message())
                .contains("timeZone");
    }

    @Test
    void all_or_nothing_is_sent_again_whole_when_a_lock_was_lost() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeOrg busy = new FakeOrg((request, body) -> {
            if (body.isEmpty()) {
                return null;
            }
            return calls.incrementAndGet() == 1
                    ? FakeOrg.results(List.of("ALL_OR_NONE_OPERATION_ROLLED_BACK", "UNABLE_TO_LOCK_ROW"))
                    : null;
        });
        SyncResult result = run(busy, insert().allOrNone(true), 2).execute();

        assertThat(result.totals().created()).isEqualTo(2);
        assertThat(FakeOrg.names(busy.bodies().get(1))).containsExactly("A1", "A2");
    }

    @Test
    void all_or_nothing_is_never_cut_in_halves() {
        FakeOrg strict =
                new FakeOrg((request, body) -> body.isEmpty() ? null : FakeOrg.error(400, "JSON_PARSER_ERROR"));
        SyncException failed = catchThrowableOfType(
                SyncException.class,
                () -> run(strict, insert().allOrNone(true), 4).execute());

        assertThat(failed.result().totals().rejected()).isEqualTo(4);
        assertThat(strict.requests()).hasSize(1);
    }

    @Test
    void a_lock_that_is_never_free_rejects_the_record_in_the_end() throws Exception {
        FakeOrg locked = new FakeOrg((request, body) -> body.isEmpty()
                ? null
                : FakeOrg.results(Collections.nCopies(FakeOrg.names(body).size(), "UNABLE_TO_LOCK_ROW")));
        SyncException failed = catchThrowableOfType(
                SyncException.class, () -> run(locked, insert().retries(2), 1).execute());

        assertThat(locked.requests()).hasSize(3);
        assertThat(failed.result().firstErrors().get(0).errors().get(0).code()).isEqualTo("UNABLE_TO_LOCK_ROW");
    }

    @Test
    void governor_limits_are_met_with_narrower_calls() throws Exception {
        FakeOrg heavy = new FakeOrg((request, body) -> {
            int records = body.isEmpty() ? 0 : FakeOrg.names(body).size();
            return records <= 2
                    ? null
                    : FakeOrg.answer(
                            200,
                            "["
                                    + String.join(
                                            ",",
                                            Collections.nCopies(
                                                    records,
                                                    "{\"success\":false,\"errors\":[{\"statusCode\":\"CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY\","
                                                            + "\"message\":\"System.LimitException: Too many SOQL queries\",\"fields\":[]}]}"))
                                    + "]");
        });
        SyncResult result = run(heavy, insert(), 8).execute();

        assertThat(result.totals().created()).isEqualTo(8);
        assertThat(heavy.requests()).hasSize(7);
    }

    @Test
    void a_delete_whose_answer_was_lost_is_asked_again_and_counts_once() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeOrg deaf = new FakeOrg((request, body) -> {
            if (!request.method().equals("DELETE")) {
                return null;
            }
            if (calls.incrementAndGet() == 1) {
                throw new IOException("reset");
            }
            return FakeOrg.results(List.of("ENTITY_IS_DELETED", "ok"));
        });
        SyncResult result = pipeline(deaf, SyncOptions.builder(Operation.DELETE, "Account"))
                .build()
                .sync(List.of(Map.of("Id", FakeOrg.id(1)), Map.of("Id", FakeOrg.id(2))));

        assertThat(result.totals().deleted()).isEqualTo(2);
    }

    @Test
    void a_stop_ends_a_retry_that_waits_and_nothing_is_lost() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        FakeOrg busy = new FakeOrg((request, body) -> {
            if (!body.isEmpty() && calls.incrementAndGet() == 1) {
                refused.countDown();
                return FakeOrg.error(503, "SERVER_UNAVAILABLE");
            }
            return null;
        });
        SyncRun run = SyncPipeline.builder(
                        busy, insert().retryDelay(Duration.ofMinutes(1)).build())
                .build()
                .prepare(RecordReaders.ofObjects(accounts(3)));
        SyncException parked = stopAfter(refused, run);

        assertThat(parked.reason()).isEqualTo(Reason.PARKED);
        assertThat(parked.result().totals().unprocessed()).isEqualTo(3);
        assertThat(run.execute().totals().created()).isEqualTo(3);
    }

    @Test
    void a_stop_interrupts_a_call_that_takes_long_and_its_insert_is_unknown() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        FakeOrg hanging = new FakeOrg((request, body) -> {
            if (body.contains("\"A1\"")) {
                called.countDown();
                new CountDownLatch(1).await();
            }
            return null;
        });
        SyncRun run = run(hanging, insert().batchSize(2), 4);
        SyncException parked = stopAfter(called, run);

        assertThat(parked.reason()).isEqualTo(Reason.PARKED);
        assertThat(parked.result().totals().unknown()).isEqualTo(2);
        SyncResult result = run.execute();
        assertThat(result.totals().total()).isEqualTo(4);
        assertThat(result.totals().created()).isEqualTo(2);
        assertThat(result.totals().unknown()).isEqualTo(2);
    }

    @Test
    void an_interrupt_of_the_caller_parks_the_run_and_stays_set() throws Exception {
        SyncRun run = run(org, insert(), 3);
        CountDownLatch called = new CountDownLatch(1);
        FakeOrg hanging = new FakeOrg((request, body) -> {
            if (!body.isEmpty()) {
                called.countDown();
                new CountDownLatch(1).await();
            }
            return null;
        });
        SyncRun hangs = run(hanging, insert(), 3);
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        Thread caller = new Thread(() -> {
            seen.add(catchThrowableOfType(SyncException.class, hangs::execute).reason());
            seen.add(Thread.currentThread().isInterrupted());
        });
        caller.start();
        called.await();
        caller.interrupt();
        caller.join();

        assertThat(seen).containsExactly(Reason.PARKED, true);
        assertThat(run.execute().totals().created()).isEqualTo(3);
    }

    @Test
    void a_stop_interrupts_the_describe() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        FakeOrg hanging = new FakeOrg((request, body) -> {
            if (called.getCount() > 0) {
                called.countDown();
                new CountDownLatch(1).await();
            }
            return null;
        });
        SyncRun run = run(hanging, insert(), 3);
        SyncException parked = stopAfter(called, run);

        assertThat(parked.reason()).isIn(Reason.PARKED, Reason.BROKEN);
        assertThat(parked.isRetryable()).isTrue();
        assertThat(run.execute().totals().created()).isEqualTo(3);
    }

    @Test
    void a_run_is_executed_by_one_thread_at_a_time() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FakeOrg slow = new FakeOrg((request, body) -> {
            called.countDown();
            go.await();
            return null;
        });
        SyncRun run = run(slow, insert(), 1);
        Thread first = new Thread(() -> assertThatCode(run::execute).doesNotThrowAnyException());
        first.start();
        called.await();
        assertThatIllegalStateException().isThrownBy(run::execute).withMessageContaining("another thread");
        go.countDown();
        first.join();
        await().until(run::isEnded);
    }

    @Test
    void a_run_that_was_discarded_does_not_go_on() throws Exception {
        SyncRun run = run(org, insert(), 1);
        run.discard();
        assertThatIllegalStateException().isThrownBy(run::execute).withMessageContaining("discarded");
    }

    @Test
    void a_run_id_that_was_used_before_is_refused() throws Exception {
        pipeline(org, insert().runId("once")).workDirectory(work).build().sync(accounts(2));
        SyncPipeline again =
                pipeline(org, insert().runId("once")).workDirectory(work).build();
        SyncException broken = catchThrowableOfType(SyncException.class, () -> again.sync(accounts(2)));

        assertThat(broken).hasMessageContaining("runId=once is finished (SUCCESS)");
        try (Stream<Path> folders = Files.list(work)) {
            assertThat(folders).hasSize(1);
        }
    }

    @Test
    void results_are_pending_in_progress_and_final() throws Exception {
        SyncRun run = run(org, insert(), 1);
        assertThat(run.resultSoFar().status()).isEqualTo(SyncStatus.PENDING);
        assertThat(catchThrowableOfType(
                        IOException.class, () -> run.resultSoFar().openOutcomes()))
                .hasMessageContaining("has not started");
        SyncResult result = run.execute();
        assertThat(run.resultSoFar()).isSameAs(result);
        run.stop("too late");
        assertThat(run.execute()).isSameAs(result);
    }

    @Test
    void outcomes_of_a_broken_run_hold_every_record_that_was_read() throws Exception {
        FakeOrg closed = new FakeOrg(
                (request, body) -> body.contains("\"A3\"") ? FakeOrg.error(403, "API_DISABLED_FOR_ORG") : null);
        SyncException broken = catchThrowableOfType(
                SyncException.class, () -> run(closed, insert().batchSize(2), 4).execute());

        assertThat(broken.isRetryable()).isFalse();
        try (Stream<RecordOutcome> outcomes = broken.result().openOutcomes()) {
            assertThat(outcomes)
                    .extracting(RecordOutcome::kind)
                    .containsExactly(
                            OutcomeKind.CREATED, OutcomeKind.CREATED, OutcomeKind.UNPROCESSED, OutcomeKind.UNPROCESSED);
        }
    }

    private static SyncException stopAfter(CountDownLatch latch, SyncRun run) throws InterruptedException {
        Thread stopper = new Thread(() -> {
            try {
                latch.await();
                run.stop("the context is stopping");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.start();
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);
        stopper.join();
        return parked;
    }

    private static RecordReader reader(List<SourceRecord> rows) {
        Iterator<SourceRecord> iterator = rows.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }

    private static SyncOptionsBuilder insert() {
        return SyncOptions.builder(Operation.INSERT, "Account");
    }

    private static List<Map<String, Object>> accounts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Map.<String, Object>of("Name", "A" + i))
                .toList();
    }

    private static SyncRun run(FakeOrg org, SyncOptionsBuilder options, int records) {
        return pipeline(org, options).build().prepare(RecordReaders.ofObjects(accounts(records)));
    }

    private static SyncPipelineBuilder pipeline(FakeOrg org, SyncOptionsBuilder options) {
        return SyncPipeline.builder(org, options.build()).sleeper(duration -> {});
    }
}
