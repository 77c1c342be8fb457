/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With one job at a time: what the run does with a job that is over, while the next one works. */
@Timeout(60)
class OverlappingJobsTest {
    private static final int JOB_ROWS = 5;

    /** What the org was asked, each with the number of its job; a job is complete once that was said. */
    private final List<String> events = new CopyOnWriteArrayList<>();

    /** The rows of each job, in the order of the jobs. */
    private final List<List<String>> jobs = new CopyOnWriteArrayList<>();

    private final Map<Integer, Integer> polls = new ConcurrentHashMap<>();

    /** Rows that are refused, and with what. */
    private final Map<String, String> refusals = new HashMap<>();

    /** Rows that are refused once only. */
    private final Set<String> pardoned = ConcurrentHashMap.newKeySet();

    /** What an answer waits for: an event that comes before it. */
    private final Map<String, String> waits = new HashMap<>();

    private final Map<String, CountDownLatch> seen = new ConcurrentHashMap<>();
    private final List<OutcomeRecord> errors = new CopyOnWriteArrayList<>();
    private final List<OutcomeRecord> successes = new CopyOnWriteArrayList<>();
    /** Both, as they come. */
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final FakeOrg org = new FakeOrg((request, body) -> answer(request.method(), request.path(), body));

    private OrgResponse answer(String method, String path, String body) throws IOException, InterruptedException {
        if (!path.contains("jobs/ingest")) {
            return null;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (method.equals("POST")) {
            jobs.add(List.of());
            happens("create " + jobs.size());
            return job(jobs.size(), "Open");
        }
        int number = Integer.parseInt(path.replaceFirst(".*/750(\\d+).*", "$1"));
        if (method.equals("PUT")) {
            List<String> names = body.lines().skip(1).toList();
            jobs.set(number - 1, names);
            happens("upload " + number);
            return FakeOrg.answer(201, "");
        }
        if (method.equals("PATCH")) {
            return job(number, "UploadComplete");
        }
        return switch (last) {
            case "successfulResults", "failedResults", "unprocessedrecords" -> results(number, last);
            default -> poll(number);
        };
    }

    private OrgResponse poll(int number) throws InterruptedException {
        if (polls.merge(number, 1, Integer::sum) == 1) {
            return job(number, "InProgress");
        }
        happens("complete " + number);
        return job(number, "JobComplete");
    }

    private OrgResponse results(int number, String set) throws InterruptedException {
        happens(set + " " + number);
        StringBuilder csv = new StringBuilder(
                switch (set) {
                    case "successfulResults" -> "\"sf__Id\",\"sf__Created\",Name\n";
                    case "failedResults" -> "\"sf__Id\",\"sf__Error\",Name\n";
                    default -> "Name\n";
                });
        for (String name : jobs.get(number - 1)) {
            String refusal = refusal(number, name);
            if (refusal.isEmpty() && set.equals("successfulResults")) {
                csv.append("\"" + FakeOrg.id(Integer.parseInt(name.substring(1))) + "\",\"true\"," + name + "\n");
            } else if (!refusal.isEmpty() && set.equals("failedResults")) {
                csv.append("\"\",\"" + refusal + ":no:--\"," + name + "\n");
            }
        }
        return FakeOrg.answer(200, csv.toString());
    }

    /** Why the row is refused by this job, empty if it is not. */
    private String refusal(int number, String name) {
        boolean cameBefore = IntStream.range(0, number - 1)
                .anyMatch(earlier -> jobs.get(earlier).contains(name));
        return cameBefore && pardoned.contains(name) ? "" : refusals.getOrDefault(name, "");
    }

    private OrgResponse job(int number, String state) {
        List<String> rows = jobs.get(number - 1);
        boolean over = state.equals("JobComplete");
        long failed =
                rows.stream().filter(name -> !refusal(number, name).isEmpty()).count();
        return FakeOrg.answer(
                200,
                "{\"id\":\"750" + number + "\",\"state\":\"" + state + "\",\"numberRecordsProcessed\":"
                        + (over ? rows.size() : 0) + ",\"numberRecordsFailed\":" + (over ? failed : 0) + "}");
    }

    private void happens(String event) throws InterruptedException {
        events.add(event);
        latch(event).countDown();
        String before = waits.get(event);
        if (before != null && !latch(before).await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(event + " came, and " + before + " did not: " + events);
        }
    }

    private CountDownLatch latch(String event) {
        return seen.computeIfAbsent(event, name -> new CountDownLatch(1));
    }

    @Test
    void the_next_job_works_while_the_results_of_a_clean_one_are_read() throws Exception {
        waits.put("successfulResults 1", "complete 2");
        waits.put("successfulResults 2", "complete 3");
        SyncResult result = sync(15);

        assertThat(result.totals().created()).isEqualTo(15);
        assertThat(result.jobIds()).containsExactly("7501", "7502", "7503");
        assertThat(jobs).containsExactly(names(1, 5), names(6, 10), names(11, 15));
        assertOneJobAtATime();
    }

    @Test
    void results_are_read_one_job_after_the_other() throws Exception {
        waits.put("successfulResults 1", "complete 2");
        sync(20);

        assertThat(events)
                .filteredOn(event -> event.contains("Results") || event.contains("unprocessed"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 4)
                        .boxed()
                        .flatMap(job -> Stream.of(
                                "successfulResults " + job, "failedResults " + job, "unprocessedrecords " + job))
                        .toList());
        assertThat(successes).extracting(OverlappingJobsTest::name).containsExactlyElementsOf(names(1, 20));
        assertOneJobAtATime();
    }

    @Test
    void a_job_with_a_failed_row_is_settled_before_the_next_one_starts() throws Exception {
        refusals.put("A3", "REQUIRED_FIELD_MISSING");
        SyncResult result = sync(12);

        assertThat(result.totals().created()).isEqualTo(11);
        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(events)
                .containsSubsequence(
                        "create 1", "complete 1", "failedResults 1", "unprocessedrecords 1", "create 2", "create 3");
        assertOneJobAtATime();
    }

    @Test
    void a_row_that_goes_again_goes_before_the_rows_that_follow_it_in_the_source() throws Exception {
        refusals.put("A3", "UNABLE_TO_LOCK_ROW");
        pardoned.add("A3");
        SyncResult result = sync(12);

        assertThat(result.totals().created()).isEqualTo(12);
        assertThat(jobs).containsExactly(names(1, 5), List.of("A3"), names(6, 10), names(11, 12));
        assertThat(events)
                .containsSubsequence(
                        "unprocessedrecords 1", "create 2", "complete 2", "create 3", "complete 3", "create 4");
        assertOneJobAtATime();
    }

    @Test
    void errors_and_outcomes_come_in_the_order_of_the_source() throws Exception {
        waits.put("successfulResults 2", "complete 3");
        for (String name : List.of("A2", "A5", "A11", "A14", "A17", "A22")) {
            refusals.put(name, "REQUIRED_FIELD_MISSING");
        }
        SyncResult result = sync(23);

        assertThat(errors)
                .extracting(OverlappingJobsTest::name)
                .containsExactly("A2", "A5", "A11", "A14", "A17", "A22");
        assertThat(result.firstErrors()).extracting(RecordOutcome::row).containsExactly(2L, 5L, 11L, 14L, 17L, 22L);
        try (Stream<RecordOutcome> outcomes = result.openOutcomes()) {
            assertThat(outcomes)
                    .extracting(RecordOutcome::row)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 23).asLongStream().boxed().toList());
        }
        assertThat(successes).hasSize(17);
        assertOneJobAtATime();
    }

    @Test
    void nobody_is_told_of_a_record_before_those_of_the_job_before() throws Exception {
        waits.put("successfulResults 1", "complete 2");
        refusals.put("A7", "REQUIRED_FIELD_MISSING");
        sync(10);

        assertThat(told).hasSize(10);
        assertThat(told.subList(0, JOB_ROWS)).containsExactlyElementsOf(names(1, JOB_ROWS));
        assertOneJobAtATime();
    }

    /** Each job was created after the one before was seen complete; one with failed rows also after they were read. */
    private void assertOneJobAtATime() {
        Set<String> before = new HashSet<>();
        for (String event : events) {
            if (event.startsWith("create ") && !event.equals("create 1")) {
                int last = Integer.parseInt(event.substring("create ".length())) - 1;
                assertThat(before).as("before %s", event).contains("complete " + last);
                if (jobs.get(last - 1).stream()
                        .anyMatch(name -> !refusal(last, name).isEmpty())) {
                    assertThat(before).as("before %s", event).contains("failedResults " + last);
                }
            }
            before.add(event);
        }
    }

    private SyncResult sync(int count) throws SyncException {
        SyncOptions options = SyncOptions.builder(Operation.INSERT, "Account")
                .api(Api.BULK2)
                .jobRows(JOB_ROWS)
                .parallelism(1)
                .build();
        return SyncPipeline.builder(org, options)
                .sleeper(duration -> {})
                .errors(records -> take(records, errors))
                .successes(records -> take(records, successes))
                .build()
                .sync(names(1, count).stream()
                        .map(name -> Map.<String, Object>of("Name", name))
                        .toList());
    }

    private void take(List<OutcomeRecord> records, List<OutcomeRecord> target) {
        target.addAll(records);
        records.forEach(each -> told.add(name(each)));
    }

    private static List<String> names(int first, int last) {
        List<String> names = new ArrayList<>();
        IntStream.rangeClosed(first, last).forEach(i -> names.add("A" + i));
        return names;
    }

    private static String name(OutcomeRecord outcome) {
        return String.valueOf(outcome.source().get("Name"));
    }
}
