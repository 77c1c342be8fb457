/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.DryRun;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    private Path work;

    private static Map<String, Object> row(String key, String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Key__c", key);
        row.put("Name", name);
        return row;
    }

    private List<OutcomeRecord> told(SyncOptionsBuilder options, List<Map<String, Object>> rows) throws Exception {
        List<OutcomeRecord> told = new ArrayList<>();
        test.pipeline(options)
                .errors(told::addAll)
                .successes(told::addAll)
                .build()
                .sync(rows);
        return told;
    }

    private static String message(OutcomeRecord record) {
        return record.outcome().errors().stream()
                .map(RecordError::message)
                .findFirst()
                .orElse("");
    }

    @Test
    void a_lookup_says_of_each_record_what_would_become_of_it() throws Exception {
        test.pipeline(TestOrg.upsert()).build().sync(List.of(row("d-1", "One"), row("d-2", "Two")));
        test.forget();

        List<OutcomeRecord> told = told(
                TestOrg.upsert().dryRun(DryRun.LOOKUP),
                List.of(row("d-1", "One"), row("D-2", "Three"), row("d-3", "New"), row("d-4", "")));

        assertThat(told.stream().map(record -> record.outcome().kind()))
                .containsExactly(OutcomeKind.UNCHANGED, OutcomeKind.UPDATED, OutcomeKind.CREATED, OutcomeKind.CREATED);
        assertThat(told.stream().map(DryRunTest::message))
                .containsExactly("unchanged", "would update Name", "would create", "would create");
        assertThat(told.get(0).outcome().id()).hasSize(18);
        assertThat(test.count("d")).isEqualTo(2);
        assertThat(test.org().requests().count("composite/sobjects")).isZero();
    }

    @Test
    void a_key_of_several_records_is_ambiguous() throws Exception {
        test.pipeline(TestOrg.insert())
                .build()
                .sync(List.of(Map.of("Loose__c", "m", "Name", "One"), Map.of("Loose__c", "m", "Name", "Two")));

        List<OutcomeRecord> told = told(
                SyncOptions.builder(Operation.UPSERT, "Account")
                        .externalIdField("Loose__c")
                        .failOn(FailOn.parse("never"))
                        .dryRun(DryRun.LOOKUP),
                List.of(Map.of("Loose__c", "m", "Name", "Three")));

        assertThat(told.get(0).outcome().kind()).isEqualTo(OutcomeKind.REJECTED);
        assertThat(told.get(0).outcome().errors().get(0).code()).isEqualTo("DUPLICATE_EXTERNAL_ID");
        assertThat(message(told.get(0))).isEqualTo("ambiguous: 2 records of the org have this key");
    }

    @Test
    void an_update_and_a_delete_need_their_records() throws Exception {
        test.pipeline(TestOrg.insert()).build().sync(List.of(row("u-1", "One")));
        String id = String.valueOf(test.org()
                .query("SELECT Id FROM Account WHERE Key__c = 'u-1'")
                .get(0)
                .get("Id"));
        String nobody = id.substring(0, 8) + "zzzzzzz";

        List<OutcomeRecord> updates = told(
                SyncOptions.builder(Operation.UPDATE, "Account").dryRun(DryRun.LOOKUP),
                List.of(Map.of("Id", id, "Name", "Other"), Map.of("Id", nobody, "Name", "x")));
        List<OutcomeRecord> deletes =
                told(SyncOptions.builder(Operation.DELETE, "Account").dryRun(DryRun.LOOKUP), List.of(Map.of("Id", id)));

        assertThat(updates.stream().map(DryRunTest::message))
                .containsExactlyInAnyOrder(
                        "would update Name", "the org has no record with this id that the user may see");
        assertThat(message(deletes.get(0))).isEqualTo("would delete");
        assertThat(test.count("u")).isEqualTo(1);
    }

    @Test
    void a_number_key_that_is_none_never_reaches_the_query() throws Exception {
        List<OutcomeRecord> told = told(
                SyncOptions.builder(Operation.UPSERT, "Account")
                        .externalIdField("Number__c")
                        .failOn(FailOn.parse("never"))
                        .dryRun(DryRun.LOOKUP),
                List.of(
                        Map.of("Number__c", "1) OR (Id != null", "Name", "One"),
                        Map.of("Number__c", "1e999999999", "Name", "Two"),
                        Map.of("Number__c", 70, "Name", "Three")));

        assertThat(told.stream().map(DryRunTest::message)).containsOnly("would create");
        assertThat(test.org().requests().count("query")).isPositive();
    }

    @Test
    void a_local_one_asks_the_org_for_its_describe_only_and_leaves_no_run_behind() throws Exception {
        test.forget();
        SyncResult result = test.pipeline(TestOrg.upsert().dryRun(DryRun.LOCAL))
                .workDirectory(work)
                .build()
                .sync(List.of(row("l-1", "One"), row("", "no key")));

        assertThat(result.dryRun()).isTrue();
        assertThat(result.toMap()).containsEntry("dryRun", true);
        assertThat(result.totals().updated()).isEqualTo(1);
        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(test.org().requests().count("query")).isZero();
        assertThat(test.count("l")).isZero();
        try (var runs = Files.list(work)) {
            assertThat(runs).isEmpty();
        }
    }

    @Test
    void a_real_run_is_not_marked() throws Exception {
        SyncResult result = test.pipeline(TestOrg.upsert()).build().sync(List.of(row("x-1", "One")));

        assertThat(result.dryRun()).isFalse();
        assertThat(result.toMap()).doesNotContainKey("dryRun");
    }
}
