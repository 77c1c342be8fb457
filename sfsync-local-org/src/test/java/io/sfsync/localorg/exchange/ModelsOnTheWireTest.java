/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.LocalOrgBuilder;
import io.sfsync.localorg.store.StoreOptions;
import io.sfsync.localorg.timing.Models;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks, trigger cost and races as each API shows them. Chunks meet at a gate instead of taking time. */
class ModelsOnTheWireTest {
    private static final Duration AT_THE_GATE = Duration.ofMillis(7);

    @TempDir
    private Path folder;

    private CountDownLatch gate = new CountDownLatch(1);
    private CountDownLatch arrived = new CountDownLatch(1);

    /** Ways to load rows. */
    enum Api {
        COLLECTIONS,
        BULK1,
        BULK2
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void a_chunk_that_waits_too_long_for_its_parent_is_refused(Api api) throws Exception {
        try (LocalOrg org = start("{perChunk: PT0.007S, parallelJobs: 4, lockWait: PT0.02S}")) {
            gate.countDown();
            String parent = load(org, Api.COLLECTIONS, "Account", "Name", "P").get(0);
            closeGate(1);
            CompletableFuture<List<String>> first =
                    inBackground(org, api, "Contact", "LastName,AccountId", "A," + parent);
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(load(org, api, "Contact", "LastName,AccountId", "B," + parent))
                    .singleElement()
                    .asString()
                    .contains("UNABLE_TO_LOCK_ROW")
                    .contains("unable to obtain exclusive access to this record or 1 records: " + parent);
            gate.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS))
                    .singleElement()
                    .asString()
                    .startsWith("003");
        }
    }

    @Test
    void batches_of_a_serial_job_never_meet() throws Exception {
        try (LocalOrg org = start("{perChunk: PT0.007S, parallelJobs: 4, lockWait: PT0.02S}")) {
            gate.countDown();
            String parent = load(org, Api.COLLECTIONS, "Account", "Name", "P").get(0);
            String batch =
                    "{call: POST /services/async/62.0/job/$job$/batch, with: {Content-Type: text/csv}, body: \"LastName,AccountId\\nA,%s\\n\", status: 201}"
                            .formatted(parent);
            new Player(org).play(new YAMLMapper().readTree("""
                                            - {call: POST /services/async/62.0/job, body: '{"object":"Contact","operation":"insert","concurrencyMode":"Serial","contentType":"CSV"}', status: 201, answer: '$*$"id":"$job$",$*$'}
                                            - %1$s
                                            - %1$s
                                            - %1$s
                                            - {call: GET /services/async/62.0/job/$job$, with: {Accept: application/xml}, until: '<numberBatchesCompleted>3<.*<numberRecordsProcessed>3<.*<numberRecordsFailed>0<'}
                                            """.formatted(batch)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COLLECTIONS, queriesPerRecord: 1, Too many SOQL queries: 101",
        "BULK1, queriesPerRecord: 1, Too many SOQL queries: 101",
        "BULK2, queriesPerRecord: 1, Too many SOQL queries: 101",
        "COLLECTIONS, cpuMillisPerRecord: 60, Apex CPU time limit exceeded",
        "BULK1, cpuMillisPerRecord: 60, Apex CPU time limit exceeded",
        "BULK2, cpuMillisPerRecord: 60, Apex CPU time limit exceeded"
    })
    void triggers_break_a_chunk_of_200_and_pass_one_of_50(Api api, String cost, String limit) throws Exception {
        try (LocalOrg org = start("{triggers: {Account: {" + cost + "}}}")) {
            gate.countDown();
            assertThat(load(org, api, "Account", "Name", rows(200)))
                    .hasSize(200)
                    .allSatisfy(one -> assertThat(one)
                            .contains("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY")
                            .contains("AccountTrigger: System.LimitException: " + limit));
            assertThat(load(org, api, "Account", "Name", rows(50)))
                    .hasSize(50)
                    .allSatisfy(one -> assertThat(one).startsWith("001"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COLLECTIONS, Key__c, 1",
        "BULK1, Key__c, 1",
        "BULK2, Key__c, 1",
        "COLLECTIONS, Loose__c, 2",
        "BULK1, Loose__c, 2",
        "BULK2, Loose__c, 2"
    })
    void two_upserts_of_one_new_key_race(Api api, String key, int records) throws Exception {
        try (LocalOrg org = start("{perChunk: PT0.007S, parallelJobs: 4}")) {
            closeGate(2);
            CompletableFuture<List<String>> first = inBackground(org, api, "Account/" + key, "Name," + key, "A,k");
            CompletableFuture<List<String>> second = inBackground(org, api, "Account/" + key, "Name," + key, "B,k");
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            gate.countDown();
            List<String> both = new ArrayList<>(first.get(20, TimeUnit.SECONDS));
            both.addAll(second.get(20, TimeUnit.SECONDS));
            assertThat(both).filteredOn(one -> one.startsWith("001")).hasSize(records);
            assertThat(both).filteredOn(one -> one.contains("DUPLICATE_VALUE")).hasSize(2 - records);
            assertThat(org.query("SELECT Id FROM Account")).hasSize(records);
        }
    }

    private LocalOrg start(String model) throws Exception {
        Path schema = folder.resolve("schema.yaml");
        Files.writeString(
                schema,
                "objects: {Account: {fields: {Key__c: {type: string, length: 20, externalId: true, unique: true}, Loose__c: {type: string, length: 20, externalId: true}}}}");
        LocalOrgBuilder settings = LocalOrg.builder()
                .schema(schema)
                .data(StoreOptions.memory())
                .sleeper(time -> {
                    if (time.equals(AT_THE_GATE)) {
                        arrived.countDown();
                        passGate();
                    }
                });
        return settings.timingModel(Models.read("test", new YAMLMapper().readTree(model)))
                .start();
    }

    private void passGate() {
        try {
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeGate(int chunks) {
        arrived = new CountDownLatch(chunks);
        gate = new CountDownLatch(1);
    }

    private static String[] rows(int count) {
        String[] rows = new String[count];
        Arrays.setAll(rows, i -> "A" + i);
        return rows;
    }

    private static CompletableFuture<List<String>> inBackground(
            LocalOrg org, Api api, String target, String header, String... rows) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return load(org, api, target, header, rows);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Inserts, or upserts if the target has a key ({@code Account/Key__c}); an id or the errors of each row. */
    private static List<String> load(LocalOrg org, Api api, String target, String header, String... rows)
            throws Exception {
        Loader loader = new Loader(org, target, header, rows);
        return switch (api) {
            case COLLECTIONS -> loader.collections();
            case BULK1 -> loader.bulk1();
            case BULK2 -> loader.bulk2();
        };
    }
}
