/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.mapping.MappingFile;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.HttpOrgConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that refer to others of the same source. */
class WaveTest {
    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} over {1}")
    @CsvSource({
        "INSERT, COLLECTIONS",
        "INSERT, BULK1",
        "INSERT, BULK2",
        "UPSERT, COLLECTIONS",
        "UPSERT, BULK1",
        "UPSERT, BULK2",
    })
    void a_parent_is_there_before_its_child_whatever_their_order(Operation operation, Api api) throws Exception {
        String p = operation.wireName() + api.name();
        List<OutcomeRecord> successes = new ArrayList<>();
        SyncResult result = test.pipeline(options(operation, api).parallelism(2))
                .successes(successes::addAll)
                .build()
                .sync(rows(p, "d>c", "c>B", "b>a", "a", "e>a", "x>y", "y>z", "z>x", "s>s"));

        assertThat(result.firstErrors()).isEmpty();
        assertThat(result.status()).isEqualTo(SyncStatus.SUCCESS);
        assertThat(result.totals().created()).isEqualTo(9);
        assertThat(successes).hasSize(9);
        assertThat(links(p)).containsExactly("a>", "b>a", "c>b", "d>c", "e>a", "s>s", "x>y", "y>z", "z>x");
    }

    @Test
    void a_link_that_is_refused_is_told_with_the_record_that_is_there() throws Exception {
        test.org()
                .faults()
                .add(Fault.of(FaultName.ROWS_LOCK).match("Account").at(3).rows(1));
        List<OutcomeRecord> errors = new ArrayList<>();
        SyncResult result = test.pipeline(
                        options(Operation.INSERT, Api.COLLECTIONS).retries(0).failOn(FailOn.parse("never")))
                .errors(errors::addAll)
                .build()
                .sync(rows("refused", "a>b", "b>a"));

        assertThat(result.totals().created()).isEqualTo(2);
        assertThat(result.status()).isEqualTo(SyncStatus.PARTIAL);
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.outcome().kind()).isEqualTo(OutcomeKind.CREATED);
            assertThat(error.outcome().id()).isNotNull();
            assertThat(error.outcome().errors())
                    .extracting(e -> e.code())
                    .containsExactly("SFSYNC_NOT_LINKED", "UNABLE_TO_LOCK_ROW");
            assertThat(error.source().get("Key__c")).isEqualTo("refused-a");
        });
        assertThat(links("refused")).containsExactly("a>", "b>a");
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "3, 3", "4, 4"})
    void a_run_that_another_process_goes_on_with_links_as_well(int call, int created) throws Exception {
        String p = "again" + call;
        List<Map<String, Object>> rows = rows(p, "a>c", "b>a", "c>b", "d>a");
        SyncOptionsBuilder options =
                options(Operation.INSERT, Api.COLLECTIONS).retries(0).runId(p);
        test.org()
                .faults()
                .add(Fault.of(FaultName.LIMIT_REACHED)
                        .match("/composite/sobjects")
                        .at(call));
        SyncRun first = test.pipeline(options).workDirectory(folder).build().prepare(RecordReaders.ofObjects(rows));
        SyncException broken = catchThrowableOfType(SyncException.class, first::execute);
        assertThat(broken.result().totals().total()).isEqualTo(4);
        assertThat(broken.result().totals().created()).isEqualTo(created);
        first.discard();
        test.forget();
        List<OutcomeRecord> successes = new ArrayList<>();
        SyncResult result = test.pipeline(options)
                .workDirectory(folder)
                .successes(successes::addAll)
                .build()
                .sync(rows);

        assertThat(result.totals().created()).isEqualTo(4);
        assertThat(successes).hasSize(4);
        assertThat(links(p)).containsExactly("a>c", "b>a", "c>b", "d>a");
    }

    @Test
    void the_employees_of_northwind_report_to_each_other() throws Exception {
        Path routes = Path.of("../routes");
        try (LocalOrg org = LocalOrg.builder()
                .schema(routes.resolve("schema/sample-org.yaml"))
                .start()) {
            HttpOrgConnection connection = new HttpOrgConnection(org.url(), org.accessToken(), "62.0");
            SyncPipeline.builder(
                            connection,
                            SyncOptions.builder(Operation.INSERT, "Account").build())
                    .build()
                    .sync(List.of(Map.of("External_Key__c", "AROUT", "Name", "Around the Horn")));
            SyncResult result = SyncPipeline.builder(
                            connection,
                            SyncOptions.builder(Operation.UPSERT, "Contact")
                                    .externalIdField("External_Key__c")
                                    .build())
                    .mapping(MappingFile.parse(routes.resolve("mappings/northwind-employees.yaml")))
                    .build()
                    .prepare(RecordReaders.csv(routes.resolve("data/northwind/employees.csv"), CsvFormat.DEFAULT))
                    .execute();

            assertThat(result.firstErrors()).isEmpty();
            assertThat(result.totals().created()).isEqualTo(9);
            assertThat(org.query("SELECT Id FROM Contact WHERE ReportsToId != null"))
                    .hasSize(8);
        }
    }

    @Test
    void records_that_refer_to_nobody_do_not_wait() throws Exception {
        SyncResult result = test.pipeline(
                        options(Operation.INSERT, Api.COLLECTIONS).batchSize(2))
                .build()
                .sync(rows("free", "a", "b", "c>a", "d"));

        assertThat(result.totals().created()).isEqualTo(4);
        assertThat(result.batches()).isEqualTo(3);
        assertThat(links("free")).containsExactly("a>", "b>", "c>a", "d>");
    }

    private static SyncOptionsBuilder options(Operation operation, Api api) {
        return (operation == Operation.INSERT ? TestOrg.insert() : TestOrg.upsert()).api(api);
    }

    private static List<Map<String, Object>> rows(String prefix, String... records) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String record : records) {
            String[] parts = record.split(">", -1);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("Name", parts[0]);
            row.put("Key__c", prefix + "-" + parts[0]);
            row.put("Parent.Key__c", parts.length == 1 ? null : prefix + "-" + parts[1]);
            rows.add(row);
        }
        return rows;
    }

    private static List<String> links(String prefix) {
        Map<Object, Object> names = new LinkedHashMap<>();
        List<Map<String, Object>> all = test.org()
                .query("SELECT Id, Name, ParentId FROM Account WHERE Key__c LIKE '" + prefix + "-%' ORDER BY Name");
        all.forEach(row -> names.put(row.get("Id"), row.get("Name")));
        return all.stream()
                .map(row -> row.get("Name") + ">" + (row.get("ParentId") == null ? "" : names.get(row.get("ParentId"))))
                .toList();
    }
}
