/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException.Reason;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of rows when an org gives results that it should not, or jobs end in other ways than they should. */
class BulkResultsTest {
    private static final String SUCCESS = "\"sf__Id\",\"sf__Created\",Name\n";
    private static final String FAILED = "\"sf__Id\",\"sf__Error\",Name\n";
    private static final String UNPROCESSED = "Name\n";

    private final Map<String, String> answers = new HashMap<>(Map.of(
            "state",
            "JobComplete",
            "message",
            "",
            "successfulResults",
            SUCCESS + row(1, "A1") + row(2, "A2"),
            "failedResults",
            FAILED,
            "unprocessedrecords",
            UNPROCESSED,
            "list",
            "{\"done\":true,\"records\":[]}"));
    private boolean loseCreate;
    private int jobs;
    private final List<String> aborted = new ArrayList<>();
    private final FakeOrg org = new FakeOrg((request, body) -> answer(request.method(), request.path(), body));

    private OrgResponse answer(String method, String path, String body) throws IOException {
        if (!path.contains("jobs/ingest")) {
            return null;
        }
        if (method.equals("POST")) {
            jobs++;
            if (loseCreate && jobs == 1) {
                throw new IOException("reset");
            }
            return job("Open", "");
        }
        if (body.contains("Aborted")) {
            aborted.add(path.substring(path.lastIndexOf('/') + 1));
        }
        if (path.contains("?jobType")) {
            return FakeOrg.answer(200, answers.get("list"));
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (answers.containsKey(last)) {
            return FakeOrg.answer(200, answers.get(last));
        }
        return last.startsWith("750X")
                ? FakeOrg.answer(200, "{\"id\":\"" + last + "\",\"state\":\"Open\"}")
                : job(answers.get("state"), answers.get("message"));
    }

    private OrgResponse job(String state, String message) {
        return FakeOrg.answer(
                200, "{\"id\":\"750" + jobs + "\",\"state\":\"" + state + "\",\"errorMessage\":\"" + message + "\"}");
    }

    @Test
    void a_row_that_belongs_to_nothing_breaks_the_run_and_the_others_keep_their_outcome() {
        answers.put("successfulResults", SUCCESS + row(1, "A1") + row(2, "A2") + row(3, "A9"));
        SyncException broken = catchThrowableOfType(SyncException.class, () -> sync(insert()));

        assertThat(broken.reason()).isEqualTo(Reason.BROKEN);
        assertThat(broken).hasMessageContaining("1 rows of the results of job 7501 belong to no row that was sent");
        assertThat(broken.result().totals().total()).isEqualTo(2);
    }

    @Test
    void a_row_without_a_result_is_unknown_once_the_results_were_asked_for_again() throws Exception {
        answers.put("successfulResults", SUCCESS + row(2, "A2"));
        SyncResult result = sync(insert().retries(2));

        assertThat(result.totals().unknown()).isEqualTo(1);
        assertThat(result.totals().created()).isEqualTo(1);
        assertThat(result.firstErrors().get(0).errors())
                .extracting(RecordError::code)
                .containsExactly("SFSYNC_NO_RESULT");
        assertThat(org.requests().stream().filter(r -> r.path().endsWith("successfulResults")))
                .hasSize(3);
    }

    @Test
    void a_job_that_somebody_aborted_breaks_the_run_and_tells_what_it_did() {
        answers.put("state", "Aborted");
        answers.put("successfulResults", SUCCESS + row(1, "A1"));
        answers.put("unprocessedrecords", UNPROCESSED + "A2\n");
        List<OutcomeRecord> errors = new ArrayList<>();
        SyncException broken = catchThrowableOfType(
                SyncException.class,
                () -> pipeline(insert()).errors(errors::addAll).build().sync(accounts()));

        assertThat(broken).hasMessageContaining("job 7501 was aborted by somebody else");
        assertThat(broken.result().totals().created()).isEqualTo(1);
        assertThat(broken.result().totals().unprocessed()).isEqualTo(1);
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.source().get("Name")).isEqualTo("A2");
            assertThat(error.outcome().errors().get(0).message()).contains("Aborted");
        });
    }

    @Test
    void a_job_that_failed_says_why() {
        answers.put("state", "Failed");
        answers.put("message", "InvalidBatch : Field name not found : Nome");
        answers.put("successfulResults", SUCCESS);
        answers.put("unprocessedrecords", UNPROCESSED + "A1\nA2\n");
        SyncException broken = catchThrowableOfType(SyncException.class, () -> sync(insert()));

        assertThat(broken.isRetryable()).isFalse();
        assertThat(broken).hasMessageContaining("job 7501 failed: InvalidBatch : Field name not found : Nome");
        assertThat(broken.result().firstErrors())
                .extracting(RecordOutcome::kind)
                .containsOnly(OutcomeKind.UNPROCESSED);
    }

    @Test
    void a_job_in_a_state_that_nobody_knows_is_an_error() {
        answers.put("state", "Meditating");
        SyncException broken = catchThrowableOfType(SyncException.class, () -> sync(insert().retries(0)));

        assertThat(broken).hasMessageContaining("unknown state 'Meditating'");
        assertThat(broken.result().totals().unknown()).isEqualTo(2);
    }

    @Test
    void an_update_counts_as_one_and_a_success_is_no_creation() throws Exception {
        answers.put("successfulResults", "\"sf__Id\",\"sf__Created\",Id,Name\n" + idRow(1) + idRow(2));
        answers.put("failedResults", "\"sf__Id\",\"sf__Error\",Id,Name\n");
        answers.put("unprocessedrecords", "Id,Name\n");
        List<Map<String, String>> rows =
                List.of(Map.of("Id", FakeOrg.id(1), "Name", "N"), Map.of("Id", FakeOrg.id(2), "Name", "N"));
        SyncResult result = pipeline(SyncOptions.builder(Operation.UPDATE, "Account"))
                .build()
                .sync(rows);

        assertThat(result.totals().updated()).isEqualTo(2);
    }

    @Test
    void the_job_of_a_lost_request_is_aborted_when_it_can_be_told_from_others() throws Exception {
        loseCreate = true;
        answers.put("list", list("750X1"));
        assertThat(sync(insert()).totals().created()).isEqualTo(2);

        assertThat(aborted).containsExactly("750X1");
    }

    @Test
    void the_job_of_a_lost_request_stays_when_it_cannot_be_told_from_others() throws Exception {
        loseCreate = true;
        answers.put("list", list("750X1", "750X2"));
        assertThat(sync(insert()).totals().created()).isEqualTo(2);

        assertThat(aborted).isEmpty();
    }

    @Test
    void the_options_of_a_job_reach_the_wire() throws Exception {
        sync(insert().assignmentRule("01Q000000000001AAA").header("Sforce-Call-Options", "client=x"));

        assertThat(org.bodies().get(0))
                .isEqualTo(
                        "{\"object\":\"Account\",\"operation\":\"insert\",\"assignmentRuleId\":\"01Q000000000001AAA\","
                                + "\"contentType\":\"CSV\",\"lineEnding\":\"LF\"}");
        assertThat(org.requests().get(0).headers()).containsEntry("Sforce-Call-Options", "client=x");
        assertThat(org.requests().get(1).method()).isEqualTo("PUT");
        assertThat(org.bodies().get(1)).isEqualTo("Name\nA1\nA2\n");
    }

    @Test
    void records_that_differ_share_one_file_and_a_late_column_starts_another() throws Exception {
        answers.put("successfulResults", "\"sf__Id\",\"sf__Created\",Name,Key__c\n" + row(1, "A1,") + row(2, ",K2"));
        answers.put("failedResults", "\"sf__Id\",\"sf__Error\",Name,Key__c\n");
        answers.put("unprocessedrecords", "Name,Key__c\n");
        SyncResult result = pipeline(insert()).build().sync(List.of(Map.of("Name", "A1"), Map.of("Key__c", "K2")));

        assertThat(result.jobIds()).hasSize(1);
        assertThat(org.bodies().get(1)).isEqualTo("Name,Key__c\nA1,\n,K2\n");
    }

    private static String list(String... ids) {
        List<String> records = new ArrayList<>();
        for (String id : ids) {
            records.add("{\"id\":\"" + id + "\",\"object\":\"Account\",\"operation\":\"insert\",\"state\":\"Open\","
                    + "\"createdDate\":\""
                    + java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX")
                            .format(java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC))
                            .replace("Z", "+0000")
                    + "\"}");
        }
        records.add("{\"id\":\"750Y\",\"object\":\"Contact\",\"operation\":\"insert\",\"state\":\"Open\","
                + "\"createdDate\":\"2020-01-01T00:00:00.000+0000\"}");
        return "{\"done\":true,\"records\":[" + String.join(",", records) + "]}";
    }

    private static String row(int id, String cells) {
        return "\"" + FakeOrg.id(id) + "\",\"true\"," + cells + "\n";
    }

    private static String idRow(int id) {
        return "\"" + FakeOrg.id(id) + "\",\"false\",\"" + FakeOrg.id(id) + "\",\"N\"\n";
    }

    private static List<Map<String, Object>> accounts() {
        return List.of(Map.of("Name", "A1"), Map.of("Name", "A2"));
    }

    private static SyncOptionsBuilder insert() {
        return SyncOptions.builder(Operation.INSERT, "Account");
    }

    private SyncResult sync(SyncOptionsBuilder options) throws SyncException {
        return pipeline(options).build().sync(accounts());
    }

    private SyncPipelineBuilder pipeline(SyncOptionsBuilder options) {
        return SyncPipeline.builder(org, options.api(Api.BULK2).build()).sleeper(duration -> {});
    }
}
