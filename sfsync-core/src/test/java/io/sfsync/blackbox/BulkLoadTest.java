/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.sfsync.ledger.KeepRows;
import io.sfsync.ledger.Ledger;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncListener;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.Compression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkLoadTest {
    private static TestOrg test;
    private static LocalOrg org;

    @TempDir
    private Path work;

    @BeforeAll
    static void start() throws Exception {
        test = TestOrg.start();
        org = test.org();
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void forget() {
        test.forget();
    }

    @ParameterizedTest
    @CsvSource({"BULK1, NONE", "BULK1, GZIP", "BULK2, NONE", "BULK2, GZIP"})
    void outcomes_are_the_same_however_files_travel(Api api, Compression compression) throws Exception {
        String prefix = api + "-" + compression;
        SyncResult result = test.pipeline(TestOrg.upsert().api(api).compression(compression))
                .build()
                .sync(TestOrg.accounts(prefix, 300));

        assertThat(result.totals().created()).isEqualTo(300);
        assertThat(test.count(prefix)).isEqualTo(300);
    }

    @Test
    void upserts_over_a_job_and_matches_every_result_to_its_row() throws Exception {
        SyncResult first = test.pipeline(TestOrg.upsert()).build().sync(TestOrg.accounts("a", 3_000));
        SyncResult second = test.pipeline(TestOrg.upsert()).build().sync(TestOrg.accounts("a", 3_001));

        assertThat(first.api()).isEqualTo(Api.BULK2);
        assertThat(first.totals().created()).isEqualTo(3_000);
        assertThat(first.jobIds()).hasSize(1);
        assertThat(second.totals().updated()).isEqualTo(3_000);
        assertThat(second.totals().created()).isEqualTo(1);
        assertThat(test.count("a")).isEqualTo(3_001);
    }

    @Test
    void the_id_of_every_outcome_is_that_of_its_row() throws Exception {
        SyncRun run = test.pipeline(TestOrg.insert())
                .workDirectory(work)
                .build()
                .prepare(RecordReaders.ofObjects(TestOrg.accounts("i", 2_500)));
        SyncResult result = run.execute();

        Map<String, String> idByKey = new LinkedHashMap<>();
        org.query("SELECT Id, Key__c FROM Account WHERE Key__c LIKE 'i-%'")
                .forEach(row -> idByKey.put(String.valueOf(row.get("Key__c")), String.valueOf(row.get("Id"))));
        try (Stream<RecordOutcome> outcomes = result.openOutcomes()) {
            assertThat(outcomes).hasSize(2_500).allSatisfy(outcome -> {
                assertThat(outcome.kind()).isEqualTo(OutcomeKind.CREATED);
                assertThat(outcome.id()).isEqualTo(idByKey.get("i-" + outcome.row()));
            });
        }
    }

    @Test
    void rejected_rows_come_back_with_code_message_fields_and_source() throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts("r", 2_100);
        rows.get(41).put("Name", "x".repeat(300));
        List<OutcomeRecord> errors = new ArrayList<>();
        SyncResult result =
                test.pipeline(TestOrg.insert()).errors(errors::addAll).build().sync(rows);

        assertThat(result.status()).isEqualTo(SyncStatus.PARTIAL);
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.outcome().row()).isEqualTo(42);
            assertThat(error.source().get("Key__c")).isEqualTo("r-42");
            assertThat(error.outcome().errors()).extracting(RecordError::code).containsExactly("STRING_TOO_LONG");
            assertThat(error.outcome().errors().get(0).fields()).containsExactly("Name");
        });
    }

    @Test
    void a_listener_hears_how_far_the_job_is_before_its_records_have_outcomes() throws Exception {
        List<String> heard = new ArrayList<>();
        SyncListener listener = new SyncListener() {
            @Override
            public void onJobProgress(String jobId, String state, long processed, long failed) {
                heard.add(jobId + " " + state + " " + processed + " " + failed);
            }

            @Override
            public void onRecordSuccess(RecordOutcome outcome) {
                heard.add("ok");
            }
        };
        SyncResult result = test.pipeline(TestOrg.insert().api(Api.BULK2))
                .listener(listener)
                .build()
                .sync(List.of(Map.of("Name", "One"), Map.of("Name", "x".repeat(300))));

        assertThat(heard).endsWith(result.jobIds().get(0) + " JobComplete 2 1", "ok");
    }

    @Test
    void two_identical_rows_get_two_ids() throws Exception {
        List<Map<String, Object>> twins = List.of(Map.of("Name", "Twin"), Map.of("Name", "Twin"));
        SyncResult result =
                test.pipeline(TestOrg.insert().api(Api.BULK2)).build().sync(twins);

        try (Stream<RecordOutcome> outcomes = result.openOutcomes()) {
            assertThat(outcomes.map(RecordOutcome::id).distinct()).hasSize(2);
        }
    }

    @Test
    void cuts_jobs_by_rows_and_by_bytes_and_runs_several_at_a_time() throws Exception {
        SyncResult byRows = test.pipeline(TestOrg.upsert().jobRows(1_000).parallelism(3))
                .build()
                .sync(TestOrg.accounts("c", 4_500));
        SyncResult byBytes =
                test.pipeline(TestOrg.upsert().jobBytes(30_000)).build().sync(TestOrg.accounts("c", 4_500));

        assertThat(byRows.jobIds()).hasSize(5);
        assertThat(byRows.totals().created()).isEqualTo(4_500);
        assertThat(byBytes.jobIds()).hasSizeBetween(5, 8);
        assertThat(byBytes.totals().updated()).isEqualTo(4_500);
    }

    @Test
    void deletes_and_hard_deletes_by_id() throws Exception {
        test.pipeline(TestOrg.upsert()).build().sync(TestOrg.accounts("d", 2_002));
        List<Map<String, Object>> ids = new ArrayList<>();
        org.query("SELECT Id FROM Account WHERE Key__c LIKE 'd-%'")
                .forEach(row -> ids.add(Map.of("Id", String.valueOf(row.get("Id")), "More", "is ignored")));
        SyncResult soft = test.pipeline(
                        SyncOptions.builder(Operation.DELETE, "Account").api(Api.BULK2))
                .build()
                .sync(ids.subList(0, 1_000));
        SyncResult hard = test.pipeline(SyncOptions.builder(Operation.HARD_DELETE, "Account"))
                .build()
                .sync(ids.subList(1_000, 2_002));

        assertThat(soft.totals().deleted()).isEqualTo(1_000);
        assertThat(hard.totals().deleted()).isEqualTo(1_002);
        assertThat(test.count("d")).isZero();
    }

    @Test
    void a_failed_job_breaks_the_run_and_every_row_has_its_true_outcome() throws Exception {
        org.faults().add(Fault.of(FaultName.JOB_FAILS).chunk(3));
        SyncException broken = catchThrowableOfType(
                SyncException.class,
                () -> test.pipeline(TestOrg.upsert().retries(0)).build().sync(TestOrg.accounts("f", 2_400)));

        assertThat(broken.reason()).isEqualTo(SyncException.Reason.BROKEN);
        assertThat(broken.result().totals().total()).isEqualTo(2_400);
        assertThat(broken.result().totals().created()).isEqualTo(test.count("f"));
        assertThat(broken.result().totals().unprocessed()).isEqualTo(2_400 - test.count("f"));
    }

    @Test
    void a_record_that_bulk_csv_cannot_hold_goes_over_collections() throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts("n", 2_100);
        rows.get(99).put("Name", "#N/A");
        rows.get(100).put("Note__c", "ends\r\nas on Windows");
        SyncResult result = test.pipeline(TestOrg.upsert()).build().sync(rows);

        assertThat(result.api()).isEqualTo(Api.BULK2);
        assertThat(result.totals().created()).isEqualTo(2_100);
        assertThat(org.query("SELECT Name FROM Account WHERE Key__c = 'n-100'").get(0))
                .containsEntry("Name", "#N/A");
        assertThat(org.query("SELECT Note__c FROM Account WHERE Key__c = 'n-101'")
                        .get(0))
                .containsEntry("Note__c", "ends\r\nas on Windows");
    }

    @ParameterizedTest
    @CsvSource({"BULK1, 1", "BULK2, 2"})
    void with_an_api_that_is_set_a_record_that_it_cannot_hold_is_rejected_and_spoils_no_job(Api api, int rejected)
            throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts("set" + api, 10);
        rows.get(3).put("Name", "#N/A");
        rows.get(4).put("Note__c", "ends\r\nas on Windows");
        SyncResult result = test.pipeline(TestOrg.upsert().api(api)).build().sync(rows);

        assertThat(result.totals().rejected()).isEqualTo(rejected);
        assertThat(result.totals().created()).isEqualTo(10 - rejected);
        assertThat(result.firstErrors())
                .flatExtracting(RecordOutcome::errors)
                .extracting(RecordError::code)
                .containsOnly("SFSYNC_NOT_REPRESENTABLE");
    }

    @Test
    void faults_on_the_way_change_no_outcome() throws Exception {
        org.faults().add(Fault.of(FaultName.UNAVAILABLE).match("jobs/ingest").times(2));
        org.faults().add(Fault.of(FaultName.DROP_AFTER).match("PUT /services/data/v{version}/jobs/ingest"));
        org.faults()
                .add(Fault.of(FaultName.DROP_AFTER)
                        .match("PATCH /services/data/v{version}/jobs/ingest")
                        .at(2));
        org.faults().add(Fault.of(FaultName.TRUNCATE).match("successfulResults"));
        org.faults().add(Fault.of(FaultName.RESULTS_LATE));
        SyncResult result = test.pipeline(TestOrg.insert().api(Api.BULK2).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts("x", 2_200));

        assertThat(result.totals().created()).isEqualTo(2_200);
        assertThat(test.count("x")).isEqualTo(2_200);
        assertThat(test.openJobs()).isZero();
    }

    @Test
    void stopping_leaves_no_job_open_and_a_working_job_is_taken_up_again() throws Exception {
        org.faults()
                .add(Fault.of(FaultName.JOB_SLOW).delay(Duration.ofMillis(200)).times(10));
        SyncRun run =
                test.pipeline(TestOrg.upsert()).build().prepare(RecordReaders.ofObjects(TestOrg.accounts("s", 2_400)));
        Thread stopper = new Thread(() -> {
            await().until(() -> org.requests().count("PATCH") > 0);
            run.stop("the route is stopping");
        });
        stopper.start();
        SyncException parked = catchThrowableOfType(SyncException.class, run::execute);
        stopper.join();

        assertThat(parked.reason()).isEqualTo(SyncException.Reason.PARKED);
        assertThat(parked).hasMessageContaining("the route is stopping").hasMessageContaining("goes on");
        assertThat(parked.result().totals().unknown()).isEqualTo(2_400);
        SyncResult result = run.execute();
        assertThat(result.totals().created()).isEqualTo(2_400);
        assertThat(result.jobIds()).hasSize(1);
    }

    @Test
    void the_folder_of_a_kept_run_is_for_its_owner_only() throws Exception {
        SyncRun run = test.pipeline(TestOrg.upsert().runId("kept"))
                .ledger(Ledger.open(work).withKeepRows(KeepRows.ALL))
                .build()
                .prepare(RecordReaders.ofObjects(TestOrg.accounts("k", 2_010)));
        run.execute();
        run.discard();

        Path folder = work.resolve("kept");
        assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
        assertThat(folder.resolve("manifest.json")).content().contains("\"bulk2\"");
        assertThat(folder.resolve("000001.csv")).content().startsWith("Key__c,Name\n");
        assertThat(Files.getPosixFilePermissions(folder.resolve("000001.rows"))).hasSize(2);
    }
}
