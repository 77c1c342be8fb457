/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.LocalOrgBuilder;
import io.sfsync.localorg.junit.TestClock;
import io.sfsync.localorg.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an org allows in 24 hours, and how old jobs may get, with a clock that the test turns. */
class AllocationsTest {
    private static final String BATCH =
            "/services/async/62.0/job/$job$/batch, with: {Content-Type: text/csv}, body: \"Name\\nA\\n\"";

    private final TestClock clock = new TestClock();

    @TempDir
    private Path folder;

    @Test
    void batches_of_bulk_1_are_counted_and_refused() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder().dailyBulkBatches(1))) {
            play(org, """
                    - {call: POST /services/async/62.0/job, body: '{"object":"Account","operation":"insert","contentType":"CSV"}', status: 201, answer: '$*$"id":"$job$",$*$'}
                    - {call: POST %1$s, status: 201}
                    - {call: GET /limits, answer: '$*$"DailyBulkApiBatches":{"Max":1,"Remaining":0}$*$'}
                    - {call: GET /services/data/v48.0/limits, answer: '$*$"DailyBulkApiRequests":{"Max":1,"Remaining":0}$*$'}
                    - {call: POST %1$s, status: 400, answer: "$*$<exceptionCode>ExceededQuota</exceptionCode>\\n <exceptionMessage>ApiBatchItems Limit exceeded.</exceptionMessage>$*$"}
                    """.formatted(BATCH));
            clock.advance(Duration.ofHours(25));
            play(org, "- {call: GET /limits, answer: '$*$\"DailyBulkApiBatches\":{\"Max\":1,\"Remaining\":1}$*$'}");
        }
    }

    @Test
    void rows_of_bulk_2_beyond_the_last_batch_are_not_processed() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder().dailyBulkBatches(1))) {
            play(org, """
                    - {call: POST /jobs/ingest, body: '{"object":"Account","operation":"insert"}', answer: '{"id":"$job$",$*$'}
                    - {call: PUT /jobs/ingest/$job$/batches, rows: {head: "Name\\n", row: "A\\n", count: 10003}, status: 201}
                    - {call: PATCH /jobs/ingest/$job$, body: '{"state":"UploadComplete"}'}
                    - {call: GET /jobs/ingest/$job$, until: '"state":"Failed".*"numberRecordsProcessed":10000,.*"errorMessage":"ExceededQuota : ApiBatchItems Limit exceeded."'}
                    - {call: GET /jobs/ingest/$job$/unprocessedrecords, lines: 4}
                    """);
        }
    }

    @Test
    void query_jobs_are_counted_and_refused() throws Exception {
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, "dailyQueryJobs: 1\ndailyBulkBatches: 7\n");
        try (LocalOrg org = start(LocalOrg.builder().scenario(file))) {
            play(org, """
                    - {call: POST /jobs/query, body: '{"operation":"query","query":"SELECT Id FROM Account"}'}
                    - {call: POST /jobs/query, body: '{"operation":"query","query":"SELECT Id FROM Account"}', status: 400, answer: '[{"errorCode":"LIMIT_EXCEEDED","message":"Max bulk v2 query jobs (1) per 24 hrs has been reached"}]'}
                    - {call: GET /limits, answer: '$*$"DailyBulkApiBatches":{"Max":7,"Remaining":7},$*$"DailyBulkV2QueryJobs":{"Max":1,"Remaining":0}$*$'}
                    """);
        }
    }

    @Test
    void api_calls_are_counted_over_a_day_that_rolls() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder().dailyApiCalls(2))) {
            play(org, """
                    - {call: GET /limits, headers: {Sforce-Limit-Info: api-usage=1/2}}
                    - {call: GET /sobjects, headers: {Sforce-Limit-Info: api-usage=2/2}}
                    - {call: GET /limits, status: 403, answer: '[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]'}
                    """);
            clock.advance(Duration.ofHours(25));
            play(org, "- {call: GET /limits, headers: {Sforce-Limit-Info: api-usage=1/2}}");
        }
    }

    @Test
    void jobs_are_open_for_a_day_and_kept_for_a_week() throws Exception {
        try (LocalOrg org = start(LocalOrg.builder())) {
            Player player = new Player(org);
            player.play(new YAMLMapper().readTree("""
                                    - {call: POST /jobs/ingest, body: '{"object":"Account","operation":"insert"}', answer: '{"id":"$two$",$*$'}
                                    - {call: POST /jobs/query, body: '{"operation":"query","query":"SELECT Id FROM Account"}', answer: '{"id":"$query$",$*$'}
                                    - {call: POST /services/async/62.0/job, body: '{"object":"Account","operation":"insert","contentType":"CSV"}', status: 201, answer: '$*$"id":"$job$",$*$'}
                                    """));
            clock.advance(Duration.ofHours(25));
            player.play(new YAMLMapper().readTree("""
                                    - {call: GET /jobs/ingest/$two$, login: true, until: '"state":"Failed"'}
                                    - {call: POST %s, status: 400, answer: "$*$<exceptionCode>InvalidJobState</exceptionCode>$*$"}
                                    """.formatted(BATCH)));
            clock.advance(Duration.ofDays(7));
            player.play(new YAMLMapper().readTree("""
                                    - {call: GET /jobs/ingest/$two$, login: true, status: 404}
                                    - {call: GET /jobs/query/$query$, status: 404}
                                    - {call: GET /services/async/62.0/job/$job$, status: 400, answer: "$*$<exceptionCode>InvalidJob</exceptionCode>$*$"}
                                    """));
            assertThat(org.requests().total()).isPositive();
        }
    }

    private LocalOrg start(LocalOrgBuilder settings) throws Exception {
        return settings.data(StoreOptions.memory()).clock(clock).start();
    }

    private static void play(LocalOrg org, String exchanges) throws Exception {
        new Player(org).play(new YAMLMapper().readTree(exchanges));
    }
}
