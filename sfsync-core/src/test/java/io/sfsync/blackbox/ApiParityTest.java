/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.JobFailedException;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.HttpOrgConnection;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of other loaders' APIs rely on. */
class ApiParityTest {
    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @Test
    void a_composite_call_carries_each_of_the_four_operations_for_up_to_200_records() throws Exception {
        SyncResult inserted = collections(Operation.INSERT, TestOrg.accounts("four", 401));
        SyncResult upserted = collections(Operation.UPSERT, TestOrg.accounts("four", 402));
        List<Map<String, Object>> ids = ids(upserted);
        SyncResult updated = collections(Operation.UPDATE, ids);
        SyncResult deleted = collections(Operation.DELETE, ids);

        assertThat(List.of(inserted, upserted, updated, deleted))
                .extracting(SyncResult::batches)
                .containsExactly(3L, 3L, 3L, 3L);
        assertThat(inserted.totals().created()).isEqualTo(401);
        assertThat(upserted.totals().updated()).isEqualTo(401);
        assertThat(updated.totals().updated()).isEqualTo(402);
        assertThat(deleted.totals().deleted()).isEqualTo(402);
        assertThat(test.count("four")).isZero();
    }

    @Test
    void a_composite_call_with_allOrNone_is_saved_whole_or_not_at_all() throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts("whole", 300);
        rows.get(250).put("Name", "x".repeat(300));
        SyncResult result =
                test.pipeline(TestOrg.insert().allOrNone(true)).build().sync(rows);

        assertThat(result.totals().created()).isEqualTo(200);
        assertThat(result.totals().rejected()).isEqualTo(100);
        assertThat(test.count("whole")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"BULK1", "BULK2"})
    void an_iterator_of_maps_streams_into_csv_with_the_columns_of_all_its_maps(Api api) throws Exception {
        List<Long> jobsSeen = new ArrayList<>();
        Iterator<Map<String, Object>> maps = IntStream.rangeClosed(1, 6_000)
                .<Map<String, Object>>mapToObj(i -> {
                    if (i == 6_000) {
                        jobsSeen.add(test.org().requests().total());
                    }
                    String key = api + "-" + i;
                    return i % 2 == 0
                            ? Map.of("Key__c", key, "Name", "Zoë 😀 " + i)
                            : Map.of("Key__c", key, "Name", "Zoë 😀 " + i, "Note__c", "line\nend");
                })
                .iterator();
        long before = test.org().requests().total();
        SyncOptionsBuilder options = TestOrg.insert().api(api);
        SyncResult result = test.pipeline(api == Api.BULK1 ? options.batchSize(2_000) : options.jobRows(2_000))
                .build()
                .prepare(RecordReaders.ofObjects(maps))
                .execute();

        assertThat(result.totals().created()).isEqualTo(6_000);
        assertThat(jobsSeen).singleElement().satisfies(seen -> assertThat(seen).isGreaterThan(before));
        assertThat(test.org()
                        .query("SELECT Name, Note__c FROM Account WHERE Key__c IN ('" + api + "-1', '" + api
                                + "-2') ORDER BY Name"))
                .extracting(row -> row.get("Name"), row -> row.get("Note__c"))
                .containsExactly(tuple("Zoë 😀 1", "line\nend"), tuple("Zoë 😀 2", null));
    }

    @Test
    void an_error_of_the_api_is_typed_with_its_status_and_code() {
        test.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("composite/sobjects").times(Fault.ALWAYS));
        SyncException broken = catchThrowableOfType(
                SyncException.class,
                () -> test.pipeline(TestOrg.insert().retries(0)).build().sync(TestOrg.accounts("down", 3)));

        assertThat(broken.reason()).isEqualTo(SyncException.Reason.BROKEN);
        assertThat(broken).hasCauseInstanceOf(OrgFaultException.class);
        assertThat(((OrgFaultException) broken.getCause()).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({"BULK1", "BULK2"})
    void a_batch_or_job_that_failed_is_typed_with_job_batch_state_and_reason(Api api) {
        test.org()
                .faults()
                .add(Fault.of(FaultName.JOB_FAILS).match("Account").chunk(1).times(Fault.ALWAYS));
        SyncException broken = catchThrowableOfType(
                SyncException.class,
                () -> test.pipeline(TestOrg.insert().api(api).retries(0))
                        .build()
                        .sync(TestOrg.accounts("fails" + api, 300)));

        assertThat(broken.getCause()).isInstanceOfSatisfying(JobFailedException.class, failed -> {
            assertThat(broken.result().jobIds()).containsExactly(failed.jobId());
            assertThat(failed.batchId().isEmpty()).isEqualTo(api == Api.BULK2);
            assertThat(failed.state()).isEqualTo("Failed");
            assertThat(failed.reason()).isNotEmpty();
        });
    }

    @ParameterizedTest(name = "version {0}, {1} records, api={2}: {3}")
    @CsvSource({
        "61.0, 10, , /services/data/v61.0/composite/sobjects",
        "61.0, 2001, , /services/data/v61.0/jobs/ingest",
        "62.0, 10, BULK1, /services/async/62.0/job",
        "62.0, 10, BULK2, /services/data/v62.0/jobs/ingest",
        "62.0, 2001, COLLECTIONS, /services/data/v62.0/composite/sobjects",
    })
    void the_api_and_its_version_are_chosen_by_option_or_by_size(String version, int records, Api api, String path)
            throws Exception {
        Watched connection =
                new Watched(new HttpOrgConnection(test.org().url(), test.org().accessToken(), version));
        SyncOptions options =
                TestOrg.insert().api(api).pollInterval(Duration.ofMillis(10)).build();
        String name = "v" + version + api + records;
        SyncPipeline.builder(connection, options).build().sync(TestOrg.accounts(name, records));

        assertThat(connection.writes).isNotEmpty().allMatch(write -> write.startsWith(path));
        assertThat(test.count(name)).isEqualTo(records);
    }

    @Test
    void a_source_is_cut_into_n_jobs_of_which_no_more_than_asked_for_are_in_flight_over_one_login() throws Exception {
        int logins = (int) test.org().requests().count("oauth2/token");
        SyncResult result = test.pipeline(
                        TestOrg.insert().api(Api.BULK2).jobRows(100).parallelism(3))
                .build()
                .sync(TestOrg.accounts("parts", 650));

        assertThat(result.jobIds()).hasSize(7);
        assertThat(result.totals().created()).isEqualTo(650);
        assertThat(test.org().requests().count("oauth2/token")).isEqualTo(logins);
    }

    private static SyncResult collections(Operation operation, List<Map<String, Object>> rows) throws Exception {
        SyncOptionsBuilder options = SyncOptions.builder(operation, "Account").api(Api.COLLECTIONS);
        if (operation == Operation.UPSERT) {
            options.externalIdField("Key__c");
        }
        return test.pipeline(options).build().sync(rows);
    }

    private static List<Map<String, Object>> ids(SyncResult result) throws Exception {
        List<Map<String, Object>> ids = new ArrayList<>();
        for (Map<String, Object> row : test.org().query("SELECT Id FROM Account WHERE Key__c LIKE 'four-%'")) {
            ids.add(Map.of("Id", String.valueOf(row.get("Id"))));
        }
        assertThat(ids).hasSize((int) result.totals().total());
        return ids;
    }

    /** Keeps the paths of what is written. */
    private static final class Watched implements OrgConnection {
        private final OrgConnection connection;
        private final List<String> writes = Collections.synchronizedList(new ArrayList<>());

        private Watched(OrgConnection connection) {
            this.connection = connection;
        }

        @Override
        public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
            if (!request.method().equals("GET")) {
                writes.add(request.path());
            }
            return connection.send(request);
        }

        @Override
        public OrgIdentity identity() throws IOException, InterruptedException {
            return connection.identity();
        }

        @Override
        public String apiVersion() {
            return connection.apiVersion();
        }
    }
}
