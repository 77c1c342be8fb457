/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sfsync.ledger.IdMapFile;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.mapping.RecordMappings;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.DryRun;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.Remembering;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What one run remembers for the next: what was sent, and which ids came of it. */
class RememberingTest {
    private static final Remembering CHANGES = new Remembering(true, null, null);

    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    private Path stores;

    private static Map<String, Object> row(String key, String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Key__c", key);
        row.put("Name", name);
        return row;
    }

    private SyncResult load(SyncOptionsBuilder options, List<Map<String, Object>> rows) throws Exception {
        return test.pipeline(options.failOn(FailOn.parse("never")))
                .stores(stores)
                .build()
                .sync(rows);
    }

    @Test
    void what_did_not_change_is_not_sent_again() throws Exception {
        load(TestOrg.upsert().remembering(CHANGES), List.of(row("c-1", "One"), row("c-2", "Two")));
        test.forget();

        SyncResult second = load(
                TestOrg.upsert().remembering(CHANGES),
                List.of(row("C-1", "One"), row("c-2", "Other"), row("c-3", "New")));

        // the key is found in any case, yet its own value counts as well
        assertThat(second.totals().unchanged()).isZero();
        assertThat(second.totals().updated()).isEqualTo(2);
        SyncResult third = load(
                TestOrg.upsert().remembering(CHANGES),
                List.of(row("C-1", "One"), row("c-2", "Other"), row("c-3", "New")));
        assertThat(third.totals().unchanged()).isEqualTo(3);
        assertThat(third.status().name()).isEqualTo("SUCCESS");
    }

    @Test
    void by_default_everything_is_sent() throws Exception {
        load(TestOrg.upsert(), List.of(row("e-1", "One")));

        assertThat(load(TestOrg.upsert(), List.of(row("e-1", "One"))).totals().updated())
                .isEqualTo(1);
    }

    @Test
    void what_was_refused_is_sent_again() throws Exception {
        List<Map<String, Object>> rows = List.of(row("r-1", "x".repeat(300)), row("r-2", "Two"));
        assertThat(load(TestOrg.upsert().remembering(CHANGES), rows).totals().rejected())
                .isEqualTo(1);

        SyncResult second = load(TestOrg.upsert().remembering(CHANGES), rows);

        assertThat(second.totals().rejected()).isEqualTo(1);
        assertThat(second.totals().unchanged()).isEqualTo(1);
    }

    @Test
    void after_a_refusal_the_value_before_it_is_sent_once_more() throws Exception {
        List<Map<String, Object>> good = List.of(row("v-1", "One"));
        load(TestOrg.upsert().remembering(CHANGES), good);
        load(TestOrg.upsert().remembering(CHANGES), List.of(row("v-1", "x".repeat(300))));

        SyncResult back = load(TestOrg.upsert().remembering(CHANGES), good);

        assertThat(back.totals().updated()).isEqualTo(1);
    }

    @Test
    void another_null_policy_or_mapping_is_another_value() throws Exception {
        List<Map<String, Object>> rows = List.of(row("n-1", "One"));
        load(TestOrg.upsert().remembering(CHANGES), rows);

        assertThat(load(TestOrg.upsert().nulls(NullPolicy.CLEAR).remembering(CHANGES), rows)
                        .totals()
                        .unchanged())
                .isZero();
        assertThat(test.pipeline(TestOrg.upsert().remembering(CHANGES))
                        .stores(stores)
                        .mapping(RecordMappings.ofMap(Map.of("Key__c", "Key__c", "Name", "Name")))
                        .build()
                        .sync(rows)
                        .totals()
                        .unchanged())
                .isZero();
    }

    @Test
    void a_bulk_job_is_remembered_and_a_dry_run_is_not() throws Exception {
        List<Map<String, Object>> rows = TestOrg.accounts("b", 50);
        load(TestOrg.upsert().dryRun(DryRun.LOCAL).remembering(CHANGES), rows);
        assertThat(load(TestOrg.upsert().api(Api.BULK2).remembering(CHANGES), rows)
                        .totals()
                        .created())
                .isEqualTo(50);

        assertThat(load(TestOrg.upsert().remembering(CHANGES), rows).totals().unchanged())
                .isEqualTo(50);
    }

    @Test
    void an_id_map_takes_the_ids_of_inserts_and_gives_them_to_a_mapping() throws Exception {
        Remembering ids = new Remembering(false, "customers", "no");
        test.pipeline(TestOrg.insert().remembering(ids))
                .stores(stores)
                .mapping(RecordMappings.ofMap(Map.of("name", "Name", "k", "Key__c")))
                .build()
                .sync(List.of(Map.of("no", 17, "name", "Parent", "k", "i-1"), Map.of("name", "No key", "k", "i-2")));

        IdMapFile map = IdMapFile.named(stores.resolve("idmaps"), "customers");

        assertThat(map.id("17"))
                .isEqualTo(String.valueOf(test.org()
                        .query("SELECT Id FROM Account WHERE Key__c = 'i-1'")
                        .get(0)
                        .get("Id")));
        assertThat(map.path()).content().hasLineCount(2);
    }

    @Test
    void without_a_folder_there_is_no_memory() {
        assertThatExceptionOfType(SyncException.class)
                .isThrownBy(() -> test.pipeline(TestOrg.upsert().remembering(CHANGES))
                        .build()
                        .sync(List.of(row("f-1", "One"))))
                .withMessageContaining("changedOnly remembers things from run to run and needs a folder");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestOrg.insert().remembering(CHANGES).build())
                .withMessageContaining("changedOnly=true needs records that have a key, and operation insert");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncOptions.builder(Operation.DELETE, "Account")
                        .remembering(new Remembering(false, "a", "b"))
                        .build())
                .withMessageContaining("operation delete leaves none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Remembering(false, "a", null))
                .withMessageContaining("idMap and idMapKey belong together");
    }
}
