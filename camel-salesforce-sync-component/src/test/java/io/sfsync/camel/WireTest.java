/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What options and headers do to the requests that an org sees. */
class WireTest extends HubTest {
    private static final String COLLECTIONS = "/composite/sobjects";

    private RecordingProxy wire;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        wire = new RecordingProxy(ORG.url());
        camel.getComponent("salesforce", SalesforceComponent.class).setInstanceUrl(wire.url());
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @Test
    void a_batch_size_that_finds_itself_starts_with_two_hundred_and_is_told_in_the_result() throws Exception {
        start();

        SyncResult result = load("sfsync:insert:Account?batchSize=auto", accounts(201));

        assertThat(wire.seen("POST", COLLECTIONS)).hasSize(2);
        assertThat(result.width()).isEqualTo("Account: 200 per call, 1 in flight");
        assertThat(load("sfsync:insert:Account", accounts(1)).width()).isEmpty();
    }

    @Test
    void one_call_holds_two_hundred_records_by_default_and_no_rule_is_asked_for() throws Exception {
        start();

        load("sfsync:insert:Account", accounts(201));

        assertThat(wire.seen("POST", COLLECTIONS)).hasSize(2).allSatisfy(call -> {
            assertThat(call.path()).contains("/v62.0/");
            assertThat(call.header("Sforce-Auto-Assign")).isEqualToIgnoringCase("false");
            assertThat(call.header("Sforce-Duplicate-Rule-Header")).isNull();
            assertThat(call.body()).doesNotContain("\"allOrNone\":true");
        });
    }

    @Test
    void batch_size_by_option_and_by_header() throws Exception {
        start();

        load("sfsync:insert:Account?batchSize=50", accounts(100));
        assertThat(wire.seen("POST", COLLECTIONS)).hasSize(2);

        send("sfsync:insert:Account?batchSize=50", accounts(100), Map.of(SfSyncConstants.BATCH_SIZE, "10"));
        assertThat(wire.seen("POST", COLLECTIONS)).hasSize(12);
    }

    @Test
    void all_or_none_rolls_back() throws Exception {
        start();

        Exchange exchange = send(
                "sfsync:insert:Account?allOrNone=true&failOn=never",
                List.of(Map.of("Name", "Good"), Map.of("AccountNumber", "nameless")));

        assertThat(wire.seen("POST", COLLECTIONS))
                .singleElement()
                .satisfies(call -> assertThat(call.body()).contains("\"allOrNone\":true"));
        assertThat(exchange.getMessage().getHeader(SfSyncConstants.REJECTED)).isEqualTo(2L);
        assertThat(namesInOrg()).isEmpty();
    }

    @Test
    void children_of_one_parent_travel_together_where_it_is_asked_for() throws Exception {
        start();
        load(
                "sfsync:insert:Account",
                List.of(Map.of("External_Key__c", "a", "Name", "A"), Map.of("External_Key__c", "b", "Name", "B")));
        List<Map<String, Object>> children = List.of(
                Map.of("Account.External_Key__c", "a", "LastName", "One"),
                Map.of("Account.External_Key__c", "b", "LastName", "Two"),
                Map.of("Account.External_Key__c", "a", "LastName", "Three"),
                Map.of("Account.External_Key__c", "b", "LastName", "Four"));

        load("sfsync:insert:Contact?batchSize=2", children);
        load("sfsync:insert:Contact?batchSize=2&lockBy=AccountId", children);

        assertThat(wire.seen("POST", COLLECTIONS)).hasSize(5);
        assertThat(wire.seen("POST", COLLECTIONS).get(1).body()).contains("One", "Two");
        assertThat(wire.seen("POST", COLLECTIONS).get(3).body()).contains("One", "Three");
        assertThat(wire.seen("POST", COLLECTIONS).get(4).body()).contains("Two", "Four");
    }

    @Test
    void of_records_with_one_key_all_are_sent_or_those_that_are_asked_for() throws Exception {
        start();
        List<Map<String, Object>> records = List.of(
                Map.of("External_Key__c", "k", "Name", "First"),
                Map.of("External_Key__c", "other", "Name", "Other"),
                Map.of("External_Key__c", "K", "Name", "Last"));
        String upsert = "sfsync:upsert:Account?externalIdField=External_Key__c&failOn=never";

        Exchange sent = send(upsert, records);
        Exchange last = send(upsert + "&duplicateKeys=last", records);
        Exchange ordered = send(upsert + "&ordered=true", records);

        assertThat(sent.getMessage().getHeader(SfSyncConstants.REJECTED)).isEqualTo(2L);
        assertThat(last.getMessage().getHeader(SfSyncConstants.REJECTED)).isEqualTo(1L);
        assertThat(ordered.getMessage().getHeader(SfSyncConstants.REJECTED)).isEqualTo(0L);
        assertThat(wire.seen("PATCH", COLLECTIONS)).hasSize(4);
        assertThat(wire.seen("PATCH", COLLECTIONS).get(1).body())
                .contains("Last")
                .doesNotContain("First");
        assertThat(wire.seen("PATCH", COLLECTIONS).get(2).body())
                .contains("First")
                .doesNotContain("Last");
    }

    @Test
    void rules_and_other_headers_travel() throws Exception {
        start();

        load(
                "sfsync:insert:Account?duplicateRule=allowSave=true&assignmentRule=active"
                        + "&sforceHeader.Call-Options=client=hub",
                accounts(1));

        assertThat(wire.seen("POST", COLLECTIONS)).singleElement().satisfies(call -> {
            assertThat(call.header("Sforce-Duplicate-Rule-Header")).isEqualTo("allowSave=true");
            assertThat(call.header("Sforce-Auto-Assign")).isEqualToIgnoringCase("true");
            assertThat(call.header("Sforce-Call-Options")).isEqualTo("client=hub");
        });
    }

    @ParameterizedTest
    @CsvSource({"bulk1, POST, /batch, /result", "bulk2, PUT, /batches, /successfulResults"})
    void files_of_the_bulk_apis_travel_as_they_are_or_compressed(
            String api, String method, String upload, String result) throws Exception {
        start();

        load("sfsync:insert:Account?pollInterval=50&api=" + api, accounts(250));
        load("sfsync:insert:Account?pollInterval=50&compression=gzip&api=" + api, accounts(250));

        assertThat(wire.seen(method, upload))
                .extracting(call -> call.header("Content-Encoding"))
                .containsExactly(null, "gzip");
        assertThat(wire.seen("GET", result))
                .extracting(call -> call.header("Accept-Encoding"))
                .containsExactly("identity", "gzip");
        assertThat(namesInOrg()).hasSize(500);
    }

    @Test
    void bulk_files_are_cut_by_rows() throws Exception {
        start();

        SyncResult result = load("sfsync:insert:Account?api=bulk2&jobRows=100&pollInterval=50", accounts(250));

        assertThat(wire.seen("PUT", "/batches")).hasSize(3);
        assertThat(result.jobIds()).hasSize(3);
        assertThat(namesInOrg()).hasSize(250);
    }

    @Test
    void bulk_files_are_cut_by_bytes() throws Exception {
        start();

        load("sfsync:insert:Account?api=bulk2&jobBytes=1000&pollInterval=50", accounts(150));

        assertThat(wire.seen("PUT", "/batches"))
                .hasSizeGreaterThan(1)
                .allSatisfy(upload -> assertThat(upload.body().length()).isLessThanOrEqualTo(1000));
        assertThat(namesInOrg()).hasSize(150);
    }

    @Test
    void upsert_update_and_delete_by_option_and_header() throws Exception {
        start();
        String upsert = "sfsync:upsert:Account?externalIdField=External_Key__c";
        load(upsert, List.of(Map.of("Name", "One", "External_Key__c", "k1")));
        SyncResult second = load(upsert, List.of(Map.of("Name", "Uno", "External_Key__c", "k1")));
        String id = (String) ORG.org().query("SELECT Id FROM Account").get(0).get("Id");

        SyncResult updated = load("sfsync:Update:Account", List.of(Map.of("Id", id, "Name", "Eins")));
        Exchange deleted = send(
                "sfsync:update:Contact",
                List.of(Map.of("Id", id)),
                Map.of(SfSyncConstants.OPERATION, "delete", SfSyncConstants.OBJECT, "Account"));

        assertThat(second.totals().updated()).isEqualTo(1);
        assertThat(updated.totals().updated()).isEqualTo(1);
        assertThat(deleted.getMessage().getHeader(SfSyncConstants.DELETED)).isEqualTo(1L);
        assertThat(deleted.getMessage().getHeader(SfSyncConstants.RESULT_OBJECT))
                .isEqualTo("Account");
        assertThat(namesInOrg()).isEmpty();
    }

    @Test
    void nulls_are_ignored_or_cleared() throws Exception {
        start();
        Map<String, Object> before = Map.of("Name", "One", "External_Key__c", "k1", "AccountNumber", "7");
        String upsert = "sfsync:upsert:Account?externalIdField=External_Key__c";
        load(upsert, List.of(before));

        load(upsert, "Name,External_Key__c,AccountNumber\nOne,k1,\n");
        assertThat(number()).isEqualTo("7");
        load(upsert + "&nulls=clear", "Name,External_Key__c,AccountNumber\nOne,k1,\n");
        assertThat(number()).isNull();
    }

    private static Object number() {
        return ORG.org().query("SELECT AccountNumber FROM Account").get(0).get("AccountNumber");
    }

    @Test
    void a_busy_org_is_asked_again_as_often_as_retries_say() throws Exception {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("composite/sobjects").times(Fault.ALWAYS));
        start();

        Exchange exchange = send("sfsync:insert:Account?retries=2&retryDelay=1", accounts(1));

        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.isRetryable()).isTrue());
        assertThat(wire.seen("POST", COLLECTIONS)).hasSize(3);
    }

    @Test
    void no_retry_starts_after_its_longest_time() throws Exception {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("composite/sobjects").times(Fault.ALWAYS));
        start();

        send("sfsync:insert:Account?retries=100&retryDelay=20&retryMaxTime=100", accounts(1));

        assertThat(wire.seen("POST", COLLECTIONS)).hasSizeBetween(2, 12);
    }

    @Test
    void stop_on_error_and_thresholds_stop() throws Exception {
        start();
        List<Map<String, Object>> records = accounts(4);
        records.get(1).remove("Name");
        records.get(1).put("AccountNumber", "nameless");

        Exchange stopped = send("sfsync:insert:Account?stopOnError=true&batchSize=2", records);
        Exchange threshold = send("sfsync:insert:Account?errorThreshold=1&batchSize=2", records);
        Exchange any = send("sfsync:insert:Account?failOn=any", records);
        Exchange all = send("sfsync:insert:Account", records);

        assertThat(stopped.getException()).isInstanceOfSatisfying(SyncException.class, e -> {
            assertThat(e.reason()).isEqualTo(SyncException.Reason.STOPPED);
            assertThat(e.result().totals().unprocessed()).isEqualTo(2);
        });
        assertThat(threshold.getException())
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.reason()).isEqualTo(SyncException.Reason.STOPPED));
        assertThat(any.getException())
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.reason()).isEqualTo(SyncException.Reason.REJECTED));
        assertThat(any.getMessage().getHeaders()).contains(entry(SfSyncConstants.REJECTED, 1L));
        assertThat(all.getException()).isNull();
        assertThat(all.getMessage().getHeader(SfSyncConstants.STATUS)).isEqualTo("PARTIAL");
    }

    @Test
    void a_job_that_takes_too_long_is_left_and_the_run_parked() throws Exception {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW)
                        .match("Account")
                        .delay(java.time.Duration.ofSeconds(30))
                        .times(Fault.ALWAYS));
        start();

        Exchange exchange = send("sfsync:insert:Account?api=bulk2&jobTimeout=300&pollInterval=50", accounts(300));

        assertThat(exchange.getException()).isInstanceOfSatisfying(SyncException.class, e -> {
            assertThat(e.reason()).isEqualTo(SyncException.Reason.PARKED);
            assertThat(e).hasMessageContaining("jobTimeout");
        });
    }

    @Test
    void more_lanes_work_at_the_same_time() throws Exception {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.SLOW)
                        .match("POST /services/data/v{version}/composite/sobjects")
                        .delay(java.time.Duration.ofMillis(700))
                        .times(Fault.ALWAYS));
        start();

        SyncResult one = load("sfsync:insert:Account?batchSize=1", accounts(3));
        SyncResult three = load("sfsync:insert:Account?batchSize=1&parallelism=3", accounts(3));

        assertThat(one.elapsed()).isGreaterThan(java.time.Duration.ofMillis(2_100));
        assertThat(three.elapsed()).isLessThan(one.elapsed());
    }

    @Test
    void times_without_a_zone_need_one() throws Exception {
        start();
        String task = "Subject,ReminderDateTime\nCall,2026-01-02T10:00:00\n";

        Exchange without = send("sfsync:insert:Task", task);
        Exchange with = send("sfsync:insert:Task?timeZone=Europe/Berlin", task);

        assertThat(without.getException()).isInstanceOf(SyncException.class);
        assertThat(with.getException()).isNull();
        assertThat(ORG.org().query("SELECT ReminderDateTime FROM Task"))
                .singleElement()
                .satisfies(record ->
                        assertThat(record.get("ReminderDateTime").toString()).startsWith("2026-01-02T09:00"));
    }

    @Test
    void the_run_id_comes_from_the_header_before_the_option() throws Exception {
        start();

        Exchange byOption = send("sfsync:insert:Account?runId=by-option", accounts(1));
        Exchange byHeader =
                send("sfsync:insert:Account?runId=by-option", accounts(1), Map.of(SfSyncConstants.RUN_ID, "by-header"));

        assertThat(byOption.getMessage().getHeader(SfSyncConstants.RESULT_RUN_ID))
                .isEqualTo("by-option");
        assertThat(byHeader.getMessage().getHeader(SfSyncConstants.RESULT_RUN_ID))
                .isEqualTo("by-header");
        assertThat(byHeader.getProperty(SfSyncConstants.RUN_ID)).isEqualTo("by-header");
    }

    @Test
    void the_component_sets_version_and_ledger() throws Exception {
        SfSyncComponent component = camel.getComponent("sfsync", SfSyncComponent.class);
        component.setApiVersion("60.0");
        component.setLedger(folder.toString());
        start();

        SyncResult result = load("sfsync:insert:Account", accounts(2));

        assertThat(wire.seen("POST", "/v60.0/composite")).hasSize(1);
        assertThat(folder.resolve(result.runId())).isDirectory();
    }

    @Test
    void all_routes_of_an_org_describe_an_object_once() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("sfsync:insert:Account");
                from("direct:small").to("sfsync:insert:Account?batchSize=50&errors=file:errors.csv");
            }
        });

        load("direct:in", accounts(1));
        load("direct:in", accounts(1));
        load("direct:small", accounts(1));

        assertThat(wire.seen("GET", "/sobjects/Account/describe")).hasSize(1);
        assertThat(namesInOrg()).hasSize(3);
    }
}
