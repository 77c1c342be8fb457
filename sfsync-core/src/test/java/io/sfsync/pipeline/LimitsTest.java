/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException.Reason;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.ApiReserve;
import io.sfsync.salesforce.OrgResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static final int ALLOWED = 100;

    private final AtomicInteger used = new AtomicInteger();
    private final FakeOrg org = new FakeOrg((request, body) -> {
        int now = used.incrementAndGet();
        if (request.path().endsWith("/limits")) {
            int left = ALLOWED - now;
            return FakeOrg.answer(200, "{\"DailyApiRequests\":{\"Max\":" + ALLOWED + ",\"Remaining\":" + left + "}}");
        }
        return body.isEmpty() ? null : saved(FakeOrg.names(body).size(), now);
    });

    @ParameterizedTest(name = "apiReserve={0} leaves {1} of 100 requests to others")
    @CsvSource({"10%, 10", "0%, 0", "25, 25", "2.5%, 3"})
    void the_reserve_is_never_eaten(String reserve, int kept) {
        SyncRun run = run(insert(), new OrgKnowledge(ApiReserve.parse(reserve)), 200);
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(parked.reason()).isEqualTo(Reason.PARKED);
        assertThat(parked.awaitsRoom()).isTrue();
        assertThat(parked.isRetryable()).isTrue();
        assertThat(parked).hasMessageContaining("apiReserve=" + reserve).hasMessageContaining("onLimit=wait");
        assertThat(used).hasValue(ALLOWED - kept);
    }

    @Test
    void a_parked_run_goes_on_when_there_is_room() throws Exception {
        SyncRun run = run(insert(), new OrgKnowledge(), 120);
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);
        SyncException still = catchThrowableOfType(SyncException.class, run::execute);
        used.set(0);
        SyncResult result = run.execute();

        assertThat(parked.result().totals().unknown()).isZero();
        assertThat(still.reason()).isEqualTo(Reason.PARKED);
        assertThat(result.totals().created()).isEqualTo(120);
        assertThat(org.bodies().stream().filter(body -> !body.isEmpty())).hasSize(120);
    }

    @Test
    void another_process_goes_on_with_a_parked_run(@TempDir Path folder) throws Exception {
        SyncRun first = pipeline(insert().runId("r"), new OrgKnowledge())
                .workDirectory(folder)
                .build()
                .prepare(RecordReaders.ofObjects(accounts(120)));
        SyncException parked = catchThrowableOfType(SyncException.class, first::execute);
        first.discard();
        used.set(0);
        SyncResult result = pipeline(insert().runId("r"), new OrgKnowledge())
                .workDirectory(folder)
                .build()
                .prepare(RecordReaders.ofObjects(accounts(120)))
                .execute();

        assertThat(parked.awaitsRoom()).isTrue();
        assertThat(result.totals().created()).isEqualTo(120);
        assertThat(org.bodies().stream().filter(body -> !body.isEmpty())).hasSize(120);
    }

    @Test
    void a_run_that_waits_asks_ever_less_often_and_goes_on() throws Exception {
        List<Duration> waits = new ArrayList<>();
        SyncResult result = pipeline(insert().onLimit(OnLimit.WAIT), new OrgKnowledge())
                .sleeper(wait -> {
                    waits.add(wait);
                    if (waits.size() == 6) {
                        used.set(0);
                    }
                })
                .build()
                .sync(accounts(120));

        assertThat(result.totals().created()).isEqualTo(120);
        assertThat(waits).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
        assertThat(result.requests()).isEqualTo(1 + 120 + 6);
    }

    @Test
    void a_run_that_waits_stops_at_once() throws Exception {
        SyncRun run = run(insert().onLimit(OnLimit.WAIT), new OrgKnowledge(), 120);
        CompletableFuture<SyncException> ended =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(SyncException.class, run::execute));
        await().until(() -> used.get() >= ALLOWED - 10);
        run.stop("the route is stopping");

        SyncException parked = ended.get(5, TimeUnit.SECONDS);
        assertThat(parked.reason()).isEqualTo(Reason.PARKED);
        assertThat(parked.awaitsRoom()).isFalse();
    }

    @Test
    void an_org_that_refuses_more_requests_parks_the_run() {
        FakeOrg full =
                new FakeOrg((request, body) -> body.isEmpty() ? null : FakeOrg.error(403, "REQUEST_LIMIT_EXCEEDED"));
        SyncRun run = SyncPipeline.builder(full, insert().retries(1).build())
                .sleeper(wait -> {})
                .build()
                .prepare(RecordReaders.ofObjects(accounts(3)));
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);

        assertThat(parked.reason()).isEqualTo(Reason.PARKED);
        assertThat(parked.awaitsRoom()).isTrue();
        assertThat(parked.result().totals().unprocessed())
                .isPositive()
                .isEqualTo(parked.result().totals().total());
        assertThat(full.requests()).hasSize(2);
    }

    @Test
    void the_plan_is_known_before_the_first_batch_goes() throws Exception {
        used.set(49);
        OrgKnowledge knowledge = new OrgKnowledge();
        run(insert(), knowledge, 1).execute();
        SyncRun run = run(insert().batchSize(7), knowledge, 40);
        assertThat(run.estimate()).isEmpty();
        run.execute();

        RunEstimate plan = run.estimate().orElseThrow();
        RunEstimate.Room room = new RunEstimate.Room(ALLOWED, 38, -1, Long.MAX_VALUE);
        assertThat(plan).isEqualTo(new RunEstimate(Api.COLLECTIONS, 40, true, 6, 6, 0, room));
        assertThat(plan.share()).isEqualTo(6.0);
        assertThat(plan.fits()).isTrue();
        assertThat(plan)
                .hasToString("40 records, 6 calls, about 6 requests (6.00 % of the org's 100), 38 are left above"
                        + " apiReserve");
    }

    @Test
    void a_source_that_does_not_tell_its_size_is_planned_as_it_is_cut() throws Exception {
        List<RunEstimate> plans = new ArrayList<>();
        List<SyncRun> runs = new ArrayList<>();
        Iterator<Map<String, Object>> records = accounts(25).iterator();
        Iterator<Map<String, Object>> watched = new Iterator<>() {
            @Override
            public boolean hasNext() {
                runs.get(0).estimate().ifPresent(plans::add);
                return records.hasNext();
            }

            @Override
            public Map<String, Object> next() {
                return records.next();
            }
        };
        runs.add(
                pipeline(insert().batchSize(10), new OrgKnowledge()).build().prepare(RecordReaders.ofObjects(watched)));
        runs.get(0).execute();

        assertThat(plans)
                .extracting(RunEstimate::complete, RunEstimate::batches, RunEstimate::records)
                .contains(tuple(false, 0L, 0L), tuple(false, 1L, 10L), tuple(false, 2L, 20L));
        assertThat(plans.get(0).toString()).startsWith("an unknown number of records");
        RunEstimate last = runs.get(0).estimate().orElseThrow();
        assertThat(last)
                .extracting(RunEstimate::complete, RunEstimate::batches, RunEstimate::records)
                .containsExactly(true, 3L, 25L);
    }

    @ParameterizedTest(name = "{0}: {1} records in batches of {2} are {3} requests and {4} batches of the org's")
    @CsvSource({"COLLECTIONS, 401, 200, 3, 0", "BULK1, 25000, 10000, 16, 3", "BULK2, 250000, 100000, 42, 25"})
    void a_plan_counts_requests_and_batches(Api api, long records, long batch, long requests, long bulkBatches) {
        RunEstimate.Room room = new RunEstimate.Room(-1, Long.MAX_VALUE, 15_000, 24);
        RunEstimate plan = RunEstimate.of(api, records, batch, room);

        assertThat(plan.requests()).isEqualTo(requests);
        assertThat(plan.bulkApiBatches()).isEqualTo(bulkBatches);
        assertThat(plan.share()).isNaN();
        assertThat(plan.fits()).isEqualTo(bulkBatches <= 24);
        assertThat(plan.toString()).contains("about " + requests + " requests");
        if (bulkBatches > 0) {
            assertThat(plan.toString()).endsWith(bulkBatches + " of the org's 15,000 batches, 24 are left");
        }
    }

    private static OrgResponse saved(int records, int used) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 1; i <= records; i++) {
            json.append(i == 1 ? "" : ",").append("{\"success\":true,\"errors\":[],\"id\":\"");
            json.append(FakeOrg.id(i)).append("\"}");
        }
        return FakeOrg.answer(
                200, json.append(']').toString(), Map.of("Sforce-Limit-Info", "api-usage=" + used + "/" + ALLOWED));
    }

    private SyncRun run(SyncOptionsBuilder options, OrgKnowledge knowledge, int records) {
        return pipeline(options, knowledge).build().prepare(RecordReaders.ofObjects(accounts(records)));
    }

    private SyncPipelineBuilder pipeline(SyncOptionsBuilder options, OrgKnowledge knowledge) {
        return SyncPipeline.builder(org, options.build()).knowledge(knowledge);
    }

    private static SyncOptionsBuilder insert() {
        return SyncOptions.builder(Operation.INSERT, "Account").batchSize(1);
    }

    private static List<Map<String, Object>> accounts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Map.<String, Object>of("Name", "A" + i))
                .toList();
    }
}
