/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.bulk1.ConcurrencyMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bulk1LoadTest {
    private static final int RECORDS = 600;
    private static final String ADD = "POST /services/async/{version}/job/{id}/batch";

    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @ParameterizedTest(name = "{0} {1} at {2}")
    @CsvSource({
        "c1, UNAVAILABLE, POST /services/async/{version}/job, 1",
        "c2, DROP_BEFORE, POST /services/async/{version}/job, 1",
        "c3, DROP_AFTER, POST /services/async/{version}/job, 1",
        "a1, UNAVAILABLE, POST /services/async/{version}/job/{id}/batch, 2",
        "a2, DROP_BEFORE, POST /services/async/{version}/job/{id}/batch, 2",
        "a3, DROP_AFTER, POST /services/async/{version}/job/{id}/batch, 1",
        "a4, DROP_AFTER, POST /services/async/{version}/job/{id}/batch, 3",
        "a5, TRUNCATE, POST /services/async/{version}/job/{id}/batch, 2",
        "l1, UNAVAILABLE, POST /services/async/{version}/job/{id}, 1",
        "l2, DROP_AFTER, POST /services/async/{version}/job/{id}, 1",
        "p1, DROP_AFTER, GET /services/async/{version}/job/{id}/batch, 1",
        "p2, TRUNCATE, GET /services/async/{version}/job/{id}/batch, 1",
        "r1, UNAVAILABLE, GET /services/async/{version}/job/{id}/batch/{batch}/result, 1",
        "r2, TRUNCATE, GET /services/async/{version}/job/{id}/batch/{batch}/result, 2",
        "r3, DROP_AFTER, GET /services/async/{version}/job/{id}/batch/{batch}/result, 3",
    })
    void a_break_at_any_step_loses_nothing_and_sends_nothing_twice(String name, FaultName fault, String route, int at)
            throws Exception {
        test.org().faults().add(Fault.of(fault).match(route).at(at).times(1).bytes(100));
        SyncRun run = run(TestOrg.insert().batchSize(200).parallelism(2).retries(0), name);
        SyncResult result = executeUntilDone(run);

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(test.count(name)).isEqualTo(RECORDS);
        assertThat(test.openJobs()).as(name).isZero();
    }

    @Test
    void batches_of_one_job_carry_the_rows_and_the_job_is_closed() throws Exception {
        SyncResult result = run(TestOrg.insert().batchSize(250), "many").execute();

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(result.api()).isEqualTo(Api.BULK1);
        assertThat(result.jobIds()).hasSize(1);
        assertThat(result.batches()).isEqualTo(3);
        assertThat(test.org().requests().count(ADD)).isEqualTo(3);
        assertThat(test.openJobs()).isZero();
    }

    @Test
    void serial_mode_reaches_the_wire_and_decides_for_bulk_1() throws Exception {
        SyncOptionsBuilder options = TestOrg.insert().concurrencyMode(ConcurrencyMode.SERIAL);
        SyncResult result = test.pipeline(options).build().sync(TestOrg.accounts("serial", 10));

        assertThat(result.api()).isEqualTo(Api.BULK1);
        assertThat(test.jobInfo(result.jobIds().get(0))).contains("<concurrencyMode>Serial</concurrencyMode>");
    }

    @Test
    void hard_delete_goes_over_bulk_1_in_small_batches() throws Exception {
        test.pipeline(TestOrg.insert()).build().sync(TestOrg.accounts("gone", 20));
        List<Map<String, Object>> ids = test.org().query("SELECT Id FROM Account WHERE Key__c LIKE 'gone-%'").stream()
                .map(row -> Map.<String, Object>of("Id", row.get("Id")))
                .toList();
        SyncResult result = test.pipeline(
                        SyncOptions.builder(Operation.HARD_DELETE, "Account").batchSize(15))
                .build()
                .sync(ids);

        assertThat(result.api()).isEqualTo(Api.BULK1);
        assertThat(result.totals().deleted()).isEqualTo(20);
        assertThat(test.count("gone")).isZero();
    }

    @Test
    void each_row_gets_its_own_outcome_with_its_source_columns() throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts("mixed", 50);
        rows.get(7).put("Name", "x".repeat(300));
        List<OutcomeRecord> errors = new ArrayList<>();
        SyncResult result = test.pipeline(TestOrg.upsert().api(Api.BULK1))
                .errors(errors::addAll)
                .build()
                .sync(rows);

        assertThat(result.totals().created()).isEqualTo(49);
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.source().get("Key__c")).isEqualTo("mixed-8");
            assertThat(error.outcome().row()).isEqualTo(8);
            assertThat(error.outcome().errors().get(0).code()).isEqualTo("STRING_TOO_LONG");
        });
    }

    @ParameterizedTest
    @CsvSource({"BULK1, lock1", "BULK2, lock2"})
    void rows_that_lost_a_lock_go_again_alone(Api api, String name) throws Exception {
        test.org().faults().add(Fault.of(FaultName.ROWS_LOCK).rows(5).times(2));
        SyncResult result = test.pipeline(TestOrg.insert().api(api).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts(name, RECORDS));

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(test.count(name)).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @CsvSource({"BULK1, lost1", "BULK2, lost2"})
    void rows_that_never_get_their_lock_are_rejected_for_it(Api api, String name) throws Exception {
        test.org().faults().add(Fault.of(FaultName.ROWS_LOCK).rows(5).times(Fault.ALWAYS));
        SyncResult result = test.pipeline(TestOrg.insert().api(api).retries(2).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts(name, 100));

        assertThat(result.totals().created()).isEqualTo(95);
        assertThat(result.totals().rejected()).isEqualTo(5);
        assertThat(result.firstErrors().get(0).errors().get(0).code()).isEqualTo("UNABLE_TO_LOCK_ROW");
    }

    @Test
    void rows_that_a_failed_job_did_not_come_to_go_again_in_another_job() throws Exception {
        test.org().faults().add(Fault.of(FaultName.JOB_FAILS).chunk(1).times(2));
        SyncResult result = test.pipeline(TestOrg.insert().api(Api.BULK2).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts("failing", RECORDS));

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(test.count("failing")).isEqualTo(RECORDS);
        assertThat(result.jobIds()).hasSize(3);
    }

    @Test
    void inserted_rows_of_a_batch_that_failed_half_way_are_unknown_and_nothing_is_sent_twice() throws Exception {
        test.org().faults().add(Fault.of(FaultName.JOB_FAILS).chunk(1).times(1));
        SyncResult result = test.pipeline(TestOrg.insert().api(Api.BULK1).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts("half", RECORDS));

        assertThat(result.totals().unknown()).isEqualTo(RECORDS);
        assertThat(test.count("half")).isEqualTo(200);
        assertThat(result.firstErrors())
                .extracting(outcome -> outcome.errors().get(0).code())
                .containsOnly("SFSYNC_NO_RESULT");
    }

    @Test
    void upserted_rows_of_a_batch_that_failed_half_way_go_again() throws Exception {
        test.org().faults().add(Fault.of(FaultName.JOB_FAILS).chunk(1).times(1));
        SyncResult result = test.pipeline(TestOrg.upsert().api(Api.BULK1).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts("again", RECORDS));

        assertThat(result.totals().created() + result.totals().updated()).isEqualTo(RECORDS);
        assertThat(test.count("again")).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @CsvSource({"DROP_AFTER, key1", "DROP_BEFORE, key2", "TRUNCATE, key3"})
    void an_insert_over_collections_whose_answer_was_lost_is_asked_for_by_its_unique_key(FaultName fault, String name)
            throws Exception {
        test.org().faults().add(Fault.of(fault).match("POST").at(2).times(2).bytes(20));
        SyncResult result = test.pipeline(
                        TestOrg.insert().api(Api.COLLECTIONS).batchSize(100).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts(name, RECORDS));

        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(test.count(name)).isEqualTo(RECORDS);
    }

    @Test
    void what_was_there_before_is_a_double_even_if_an_answer_is_lost() throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts("twice", 10);
        test.pipeline(TestOrg.insert()).build().sync(rows.subList(0, 4));
        test.org().faults().add(Fault.of(FaultName.DROP_BEFORE).match("POST"));
        SyncResult result = test.pipeline(TestOrg.insert().retryDelay(Duration.ofMillis(1)))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)))
                .build()
                .sync(rows);

        assertThat(result.totals().created()).isEqualTo(6);
        assertThat(result.totals().rejected()).isEqualTo(4);
    }

    /** Something between us and Salesforce answered: taken for the rows of the batch, it would send them twice. */
    @Test
    void a_page_of_html_instead_of_the_rows_that_were_taken_is_no_answer() throws Exception {
        test.org().faults().add(Fault.of(FaultName.DROP_AFTER).match("POST /services/async/{version}/job/{id}/batch"));
        test.org().faults().add(Fault.of(FaultName.JUNK).match("/request"));
        SyncResult result = test.pipeline(TestOrg.insert().api(Api.BULK1).retryDelay(Duration.ofMillis(1)))
                .build()
                .sync(TestOrg.accounts("html", RECORDS));

        assertThat(test.org().faults().strikes(FaultName.JUNK)).isEqualTo(1);
        assertThat(result.totals().created()).isEqualTo(RECORDS);
        assertThat(test.count("html")).isEqualTo(RECORDS);
    }

    private static SyncRun run(SyncOptionsBuilder options, String name) {
        return test.pipeline(options.api(Api.BULK1))
                .build()
                .prepare(RecordReaders.ofObjects(TestOrg.accounts(name, RECORDS)));
    }

    private static SyncResult executeUntilDone(SyncRun run) throws SyncException {
        for (int i = 0; i < 20; i++) {
            try {
                return run.execute();
            } catch (SyncException e) {
                assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
                assertThat(run.isEnded()).isFalse();
            }
        }
        return run.execute();
    }
}
