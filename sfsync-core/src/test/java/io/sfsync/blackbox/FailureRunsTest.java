/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.ledger.Ledger;
import io.sfsync.localorg.fault.FaultReader;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.SyncException;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.record.RecordReaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of failures: a run with a ledger meets each of them over each API. */
class FailureRunsTest {
    private static final int RECORDS = 250;
    private static final Map<Api, String> WRITES = Map.of(
            Api.COLLECTIONS, "/composite/sobjects",
            Api.BULK1, "POST /services/async/{version}/job/{id}/batch",
            Api.BULK2, "POST /services/data/v{version}/jobs/ingest");

    private static TestOrg test;
    private static int number;

    @TempDir
    Path ledger;

    @BeforeAll
    static void start() throws Exception {
        test = TestOrg.startWithHeavyContacts();
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    static Stream<Arguments> rows() throws Exception {
        JsonNode rows = new YAMLMapper()
                .readTree(Path.of("src/test/resources/spec/failure-runs.yaml").toFile());
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> Arguments.of(
                        row.path("api").asText() + ": " + row.path("name").asText(), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void every_failure_ends_in_true_outcomes(String name, JsonNode row) throws Exception {
        String prefix = "f" + ++number;
        String object = row.path("object").asText("Account");
        List<Map<String, Object>> records = records(row, prefix, object);
        test.forget();
        FaultReader.read(row.path("faults")).forEach(test.org().faults()::add);

        SyncResult result = run(row, object, records);
        test.org().faults().clear();
        await().until(FailureRunsTest::isIdle);

        assertThat(figures(result)).as(name).isEqualTo(expected(row));
        assertThat(result.firstErrors())
                .filteredOn(outcome -> outcome.kind() == OutcomeKind.REJECTED)
                .flatExtracting(outcome -> outcome.errors())
                .extracting(RecordError::code)
                .allMatch(code -> code.equals(row.path("code").asText()));
        long there = result.totals().created() + result.totals().updated();
        assertThat(count(object, prefix))
                .as("records in the org")
                .isEqualTo(row.path("org").asLong(there));
        if (row.has("writes")) {
            Long writes = test.org().requests().countsByRoute().entrySet().stream()
                    .filter(entry -> isWrite(entry.getKey(), result.api()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            assertThat(writes).as("writes").isEqualTo(row.path("writes").asLong());
        }
        assertThat(test.openJobs()).as("open jobs").isZero();
    }

    /** A call that nobody waits for any more may still go on in the org. */
    private static boolean isIdle() {
        long answered = test.org().requests().countsByRoute().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return answered == test.org().requests().total();
    }

    private static boolean isWrite(String route, Api api) {
        String write = WRITES.get(api);
        return api == Api.COLLECTIONS ? route.contains(write) : route.equals(write);
    }

    private SyncResult run(JsonNode row, String object, List<Map<String, Object>> records) throws Exception {
        SyncOptionsBuilder options = SyncOptions.builder(
                        Operation.parse(row.path("operation").asText()), object)
                .api(Api.parse(row.path("api").asText()))
                .retries(row.path("retries").asInt(5))
                .batchSize(row.path("batchSize").asInt(0))
                .retryDelay(Duration.ofMillis(1))
                .pollInterval(Duration.ofMillis(10))
                .failOn(FailOn.parse("never"));
        if (row.path("operation").asText().equals("upsert")) {
            options.externalIdField("Key__c");
        }
        Duration idle = Duration.ofMillis(row.path("idle").asLong(60_000));
        SyncPipeline pipeline = SyncPipeline.builder(test.renewingConnection(idle), options.build())
                .ledger(Ledger.open(ledger))
                .build();
        SyncRun run = pipeline.prepare(RecordReaders.ofObjects(records));
        int broken = 0;
        while (true) {
            try {
                SyncResult result = run.execute();
                assertThat(broken)
                        .as("how often it broke")
                        .isEqualTo(row.path("broken").asInt(0));
                return result;
            } catch (SyncException e) {
                assertThat(e.isRetryable()).as(e.getMessage()).isTrue();
                assertThat(++broken)
                        .as(e.getMessage())
                        .isLessThanOrEqualTo(row.path("broken").asInt(0));
            }
        }
    }

    private static List<Map<String, Object>> records(JsonNode row, String prefix, String object) throws Exception {
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = 1; i <= row.path("records").asInt(RECORDS); i++) {
            Map<String, Object> record = new LinkedHashMap<>();
            if (!row.path("keyless").asBoolean()) {
                record.put("Key__c", prefix + "-" + i);
            }
            record.put(object.equals("Contact") ? "LastName" : "Name", prefix + "-" + i);
            if (i == 7) {
                row.path("bad")
                        .properties()
                        .forEach(bad -> record.put(bad.getKey(), bad.getValue().asText()));
            }
            records.add(record);
        }
        String operation = row.path("operation").asText();
        return List.of("update", "delete", "hardDelete").contains(operation) ? withIds(records, prefix) : records;
    }

    /** Creates the records, and names them by their ids. */
    private static List<Map<String, Object>> withIds(List<Map<String, Object>> records, String prefix)
            throws Exception {
        test.pipeline(TestOrg.insert()).build().sync(records);
        List<Map<String, Object>> named = new ArrayList<>();
        for (Map<String, Object> row :
                test.org().query("SELECT Id, Name FROM Account WHERE Name LIKE '" + prefix + "-%'")) {
            named.add(Map.of("Id", String.valueOf(row.get("Id")), "Name", String.valueOf(row.get("Name"))));
        }
        return named;
    }

    private static long count(String object, String prefix) {
        return test.org()
                .query("SELECT Id FROM " + object + " WHERE Name LIKE '" + prefix + "-%'")
                .size();
    }

    private static Map<OutcomeKind, Long> figures(SyncResult result) {
        Map<OutcomeKind, Long> figures = new EnumMap<>(OutcomeKind.class);
        for (OutcomeKind kind : OutcomeKind.values()) {
            if (result.totals().of(kind) > 0) {
                figures.put(kind, result.totals().of(kind));
            }
        }
        return figures;
    }

    private static Map<OutcomeKind, Long> expected(JsonNode row) {
        Map<OutcomeKind, Long> figures = new EnumMap<>(OutcomeKind.class);
        for (OutcomeKind kind : OutcomeKind.values()) {
            if (row.path("outcome").has(kind.label())) {
                figures.put(kind, row.path("outcome").path(kind.label()).asLong());
            }
        }
        return figures;
    }
}
