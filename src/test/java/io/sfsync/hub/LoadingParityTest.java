/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.outcome.SyncTotals;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncListener;
import io.sfsync.record.SourceRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What users of other loaders expect of a load, shown from outside: a hub with the real configuration, the component's
 * endpoints, and an org behind HTTP.
 */
class LoadingParityTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    private HubFolder hubFolder;
    private CamelHub hub;
    private final Recording recording = new Recording();

    @BeforeEach
    void start() throws Exception {
        hubFolder = HubFolder.at(folder);
        hubFolder.environment("test", ORG.org());
        Main main = CamelHub.configure(new HubHome(folder, folder), "test");
        main.bind("recording", recording);
        hub = CamelHub.start(main);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class Modes {
        @ParameterizedTest
        @ValueSource(strings = {"insert", "INSERT", "Insert"})
        void insert_creates_whatever_the_case_of_its_name(String operation) throws Exception {
            assertThat(load("sfsync:" + operation + ":Account", accounts(2))
                            .totals()
                            .created())
                    .isEqualTo(2);
        }

        @Test
        void update_and_delete_take_the_id_and_upsert_takes_the_key() throws Exception {
            load("sfsync:upsert:Account?externalIdField=External_Key__c", List.of(account("A", "Alpha")));
            String id =
                    ORG.org().query("SELECT Id FROM Account").get(0).get("Id").toString();

            assertThat(load("sfsync:update:Account", List.of(Map.of("Id", id, "Name", "Beta")))
                            .totals()
                            .updated())
                    .isEqualTo(1);
            assertThat(load(
                                    "sfsync:upsert:Account?externalIdField=External_Key__c",
                                    List.of(account("A", "Gamma"), account("B", "Delta")))
                            .totals())
                    .isEqualTo(new SyncTotals(1, 1, 0, 0, 0, 0, 0));
            assertThat(ORG.org().query("SELECT Name FROM Account WHERE External_Key__c = 'A'"))
                    .first()
                    .extracting(row -> row.get("Name"))
                    .isEqualTo("Gamma");
            assertThat(load("sfsync:delete:Account", List.of(Map.of("Id", id)))
                            .totals()
                            .deleted())
                    .isEqualTo(1);
            assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(1);
        }
    }

    @Nested
    class Options {
        @ParameterizedTest
        @CsvSource({"'',3", "&batchSize=100,5", "&batchSize=200,3"})
        void batch_size_really_sets_how_many_records_share_a_call(String option, int calls) throws Exception {
            load("sfsync:insert:Account?api=collections" + option, accounts(450));

            assertThat(ORG.org().requests().count("POST /services/data/v{version}/composite/sobjects"))
                    .isEqualTo(calls);
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "10001"})
        void batch_size_out_of_bounds_is_refused_before_anything_is_sent(String size) {
            assertThatThrownBy(() -> load("sfsync:insert:Account?batchSize=" + size, accounts(1)))
                    .rootCause()
                    .hasMessageContaining("batchSize must be")
                    .hasMessageContaining(size);
            assertThat(ORG.org().requests().total()).isZero();
        }

        @Test
        void upsert_without_external_id_field_is_refused() {
            assertThatThrownBy(() -> load("sfsync:upsert:Account", accounts(1)))
                    .rootCause()
                    .hasMessageContaining("externalIdField is required for upsert");
        }

        @Test
        void a_rejected_record_does_not_stop_the_others_by_default() throws Exception {
            List<Map<String, Object>> records = accounts(3);
            records.get(0).put("YearStarted", "too long");

            assertThat(load("sfsync:insert:Account", records).totals()).isEqualTo(new SyncTotals(2, 0, 0, 0, 1, 0, 0));
        }
    }

    @Nested
    class CallersRecords {
        @Test
        void go_as_they_are_without_a_mapping_and_stay_as_they_were() throws Exception {
            load("sfsync:insert:Account", accounts(1));
            String id =
                    ORG.org().query("SELECT Id FROM Account").get(0).get("Id").toString();
            Map<String, Object> record = new LinkedHashMap<>(Map.of("Id", id, "Name", "Changed"));
            Map<String, Object> before = Map.copyOf(record);

            load("sfsync:update:Account", List.of(record));
            load("sfsync:update:Account", List.of(Collections.unmodifiableMap(record)));

            assertThat(record).isEqualTo(before);
        }
    }

    @Nested
    class Results {
        @Test
        void name_every_record_its_outcome_its_id_and_what_was_wrong_with_it() throws Exception {
            List<Map<String, Object>> records = accounts(3);
            records.get(1).put("YearStarted", "too long");
            List<RecordOutcome> outcomes = new ArrayList<>();
            Exchange exchange = send("sfsync:insert:Account", records, outcomes);
            SyncResult result = exchange.getMessage().getBody(SyncResult.class);

            assertThat(result.status()).isEqualTo(SyncStatus.PARTIAL);
            assertThat(result.successRate()).isBetween(66.6, 66.7);
            assertThat(outcomes).extracting(RecordOutcome::row).containsExactly(1L, 2L, 3L);
            assertThat(outcomes)
                    .extracting(RecordOutcome::kind)
                    .containsExactly(OutcomeKind.CREATED, OutcomeKind.REJECTED, OutcomeKind.CREATED);
            assertThat(outcomes.get(2).id()).startsWith("001").hasSize(18);
            assertThat(result.firstErrors()).singleElement().satisfies(rejected -> {
                assertThat(rejected.row()).isEqualTo(2);
                assertThat(rejected.errors().get(0).code()).isEqualTo("STRING_TOO_LONG");
                assertThat(rejected.errors().get(0).message()).contains("too long");
                assertThat(rejected.errors().get(0).fields()).containsExactly("YearStarted");
            });
        }

        @Test
        void of_no_record_at_all_are_a_success_with_a_rate_of_zero() throws Exception {
            SyncResult result = load("sfsync:insert:Account", List.of());

            assertThat(result.status()).isEqualTo(SyncStatus.SUCCESS);
            assertThat(result.totals()).isEqualTo(SyncTotals.NONE);
            assertThat(result.successRate()).isZero();
            assertThat(result.recordsPerSecond()).isZero();
        }

        @Test
        void of_rejected_records_only_are_a_failure() throws Exception {
            List<Map<String, Object>> records = accounts(2);
            records.forEach(record -> record.put("YearStarted", "too long"));

            assertThat(load("sfsync:insert:Account?failOn=never", records).status())
                    .isEqualTo(SyncStatus.FAILED);
        }

        @Test
        void say_how_long_it_took_what_it_cost_and_where_it_went() throws Exception {
            Map<String, Object> map =
                    load("sfsync:insert:Account", accounts(450)).toMap();

            assertThat(map)
                    .containsEntry("operation", "insert")
                    .containsEntry("object", "Account")
                    .containsEntry("api", "collections")
                    .containsEntry("org", "local org " + ORG.url())
                    .containsEntry("batches", 3L)
                    .containsEntry("stopReason", "");
            assertThat((double) map.get("elapsedSeconds")).isPositive();
            assertThat((double) map.get("recordsPerSecond")).isPositive();
            assertThat((long) map.get("requests")).isGreaterThanOrEqualTo(3);
        }

        @Test
        void count_only_processed_records_in_their_speed() throws Exception {
            List<Map<String, Object>> records = accounts(1000);
            records.get(0).put("YearStarted", "too long");
            SyncResult result = stopped("sfsync:insert:Account?stopOnError=true", records);

            assertThat(result.totals().unprocessed()).isEqualTo(800);
            assertThat(result.totals().processed()).isEqualTo(200);
            assertThat(result.recordsPerSecond() * result.elapsed().toNanos() / 1e9)
                    .isBetween(199.9, 200.1);
        }
    }

    @Nested
    class Listeners {
        @Test
        void hear_of_start_success_error_and_batches_in_order() throws Exception {
            List<Map<String, Object>> records = accounts(3);
            records.get(1).put("YearStarted", "too long");

            load("sfsync:insert:Account?listener=#recording&batchSize=2", records);

            assertThat(recording.events)
                    .startsWith("run start")
                    .endsWith("run end 3")
                    .containsSubsequence("start 1", "success 1")
                    .containsSubsequence("start 2", "error 2")
                    .containsSubsequence("start 3", "success 3")
                    .containsSubsequence("error 2", "batch 1: 2", "batch 2: 3");
        }

        @Test
        void that_throw_change_no_figure() throws Exception {
            recording.failing = true;

            SyncResult result = load("sfsync:insert:Account?listener=#recording", accounts(3));

            assertThat(result.totals()).isEqualTo(new SyncTotals(3, 0, 0, 0, 0, 0, 0));
            assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(3);
        }
    }

    @Nested
    class StopOnError {
        @Test
        void raises_and_carries_the_account_of_what_was_done() {
            List<Map<String, Object>> records = accounts(600);
            records.get(250).put("YearStarted", "too long");

            SyncResult result = stopped("sfsync:insert:Account?stopOnError=true", records);

            assertThat(result.totals()).isEqualTo(new SyncTotals(399, 0, 0, 0, 1, 200, 0));
            assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(399);
        }
    }

    @Nested
    class Login {
        @Test
        void renews_a_session_that_ended_in_the_middle_of_a_run() throws Exception {
            ORG.org()
                    .faults()
                    .add(Fault.of(FaultName.SESSION_EXPIRES)
                            .match("composite/sobjects")
                            .at(2));

            assertThat(load("sfsync:insert:Account", accounts(450)).totals().created())
                    .isEqualTo(450);
            assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(450);
        }

        @Test
        void works_with_user_and_password() throws Exception {
            loginWith("camel.component.salesforce.userName = "
                    + ORG.org().credentials().username()
                    + "\ncamel.component.salesforce.password = "
                    + ORG.org().credentials().password());

            assertThat(load("sfsync:insert:Account", accounts(1)).totals().created())
                    .isEqualTo(1);
        }

        @Test
        void works_with_a_refresh_token() throws Exception {
            loginWith("camel.component.salesforce.refreshToken = "
                    + ORG.org().credentials().refreshToken());

            assertThat(load("sfsync:insert:Account", accounts(1)).totals().created())
                    .isEqualTo(1);
        }

        @Test
        void works_with_a_session_id_and_an_instance_url() throws Exception {
            loginWith("camel.component.sfsync.accessToken = " + ORG.org().accessToken()
                    + "\ncamel.component.sfsync.instanceUrl = " + ORG.url());

            assertThat(load("sfsync:insert:Account", accounts(1)).totals().created())
                    .isEqualTo(1);
            assertThat(ORG.org().requests().count("oauth2/token")).isZero();
        }

        private void loginWith(String properties) throws Exception {
            hub.close();
            hubFolder.environment("login", ORG.org(), properties);
            hub = CamelHub.start(CamelHub.configure(new HubHome(folder, folder), "login"));
        }
    }

    @Nested
    class Bulk {
        @Test
        void creates_uploads_closes_polls_and_matches_results_that_come_in_any_order() throws Exception {
            List<Map<String, Object>> records = accounts(2500);
            records.get(1234).put("YearStarted", "too long");
            List<RecordOutcome> outcomes = new ArrayList<>();

            Exchange exchange = send("sfsync:insert:Account?api=bulk2", records, outcomes);
            SyncResult result = exchange.getMessage().getBody(SyncResult.class);

            assertThat(result.totals()).isEqualTo(new SyncTotals(2499, 0, 0, 0, 1, 0, 0));
            assertThat(result.jobIds()).singleElement().asString().startsWith("750");
            assertThat(outcomes.get(1234).kind()).isEqualTo(OutcomeKind.REJECTED);
            String id = outcomes.get(1999).id();
            assertThat(ORG.org().query("SELECT Name FROM Account WHERE Id = '" + id + "'"))
                    .first()
                    .extracting(row -> row.get("Name"))
                    .isEqualTo("Account 2000");
        }

        @Test
        void reports_a_job_that_failed_with_its_message_and_what_it_did() {
            ORG.org().faults().add(Fault.of(FaultName.JOB_FAILS).chunk(3));

            assertThatThrownBy(() -> load("sfsync:insert:Account?api=bulk2&retries=0", accounts(2500)))
                    .satisfies(failure -> {
                        SyncResult result = FailureMessage.run(failure).result();
                        assertThat(result.totals().created()).isEqualTo(600);
                        assertThat(result.totals().total()).isEqualTo(2500);
                    });
        }

        @Test
        void reads_failed_records_back_into_a_file_with_their_source_columns() throws Exception {
            List<Map<String, Object>> records = accounts(2500);
            records.get(77).put("YearStarted", "too long");
            records.get(1777).put("YearStarted", "too long");

            load("sfsync:insert:Account?api=bulk2&jobRows=1000&errors=file:" + folder.resolve("errors.csv"), records);

            List<String> lines = Files.readAllLines(folder.resolve("errors.csv"));
            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).endsWith("_raw,Name,YearStarted");
            assertThat(lines.get(1))
                    .startsWith("78,")
                    .contains("STRING_TOO_LONG")
                    .endsWith("Account 78,too long");
            assertThat(lines.get(2))
                    .startsWith("1778,")
                    .contains("STRING_TOO_LONG")
                    .endsWith("Account 1778,too long");
        }
    }

    /** What a listener heard. */
    private static final class Recording implements SyncListener {
        private final List<String> events = Collections.synchronizedList(new ArrayList<>());
        private boolean failing;

        @Override
        public void onRunStart(String runId) {
            hear("run start");
        }

        @Override
        public void onRecordStart(SourceRecord record) {
            hear("start " + record.position());
        }

        @Override
        public void onRecordSuccess(RecordOutcome outcome) {
            hear("success " + outcome.row());
        }

        @Override
        public void onRecordError(RecordOutcome outcome) {
            hear("error " + outcome.row());
        }

        @Override
        public void onBatchComplete(long batch, OptionalLong totalBatches, SyncResult resultSoFar) {
            hear("batch " + batch + ": " + resultSoFar.totals().total());
        }

        @Override
        public void onRunEnd(SyncResult result) {
            hear("run end " + result.totals().total());
        }

        private void hear(String event) {
            events.add(event);
            if (failing) {
                throw new IllegalStateException("a listener that fails");
            }
        }
    }

    private SyncResult load(String uri, Object body) throws Exception {
        Exchange exchange = send(uri, body, new ArrayList<>());
        return exchange.getMessage().getBody(SyncResult.class);
    }

    /** The outcomes are read before the exchange is done, since the run's folder goes with it. */
    private Exchange send(String uri, Object body, List<RecordOutcome> outcomes) throws Exception {
        Endpoint endpoint = hub.context().getEndpoint(uri);
        Exchange exchange = endpoint.createExchange();
        exchange.getIn().setBody(body);
        Producer producer = endpoint.createProducer();
        producer.start();
        try {
            producer.process(exchange);
            SyncResult result = exchange.getMessage().getBody(SyncResult.class);
            try (Stream<RecordOutcome> all = result.openOutcomes()) {
                all.forEach(outcomes::add);
            }
            return exchange;
        } finally {
            producer.stop();
        }
    }

    private SyncResult stopped(String uri, Object body) {
        List<SyncResult> results = new ArrayList<>();
        assertThatThrownBy(() -> load(uri, body)).satisfies(failure -> {
            SyncException run = FailureMessage.run(failure);
            assertThat(run.reason()).isEqualTo(SyncException.Reason.STOPPED);
            results.add(run.result());
        });
        return results.get(0);
    }

    private static List<Map<String, Object>> accounts(int count) {
        return new ArrayList<>(IntStream.rangeClosed(1, count)
                .<Map<String, Object>>mapToObj(i -> new LinkedHashMap<>(Map.of("Name", "Account " + i)))
                .toList());
    }

    private static Map<String, Object> account(String key, String name) {
        return Map.of("External_Key__c", key, "Name", name);
    }
}
