/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.ledger.Ledger;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.OrgKnowledge;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An org whose triggers make a query for each contact takes 100 of them in a call, and no more. */
class AutoBatchSizeTest {
    private static final int CONTACTS = 4_000;
    private static final int TAKES = 100;

    private static TestOrg test;

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

    @BeforeEach
    void forget() {
        test.forget();
    }

    @Test
    void finds_the_width_that_heavy_triggers_allow_and_says_so() throws Exception {
        SyncResult fixed = load(0, new OrgKnowledge(), null, CONTACTS);
        long callsOfFixed = calls();
        test.forget();
        SyncResult found = load(SyncOptions.AUTO_BATCH_SIZE, new OrgKnowledge(), null, CONTACTS);

        assertThat(fixed.totals().created()).isEqualTo(CONTACTS);
        assertThat(fixed.width()).isEmpty();
        assertThat(found.totals().created()).isEqualTo(CONTACTS);
        assertThat(found.width()).matches("Contact: 1[0-2][0-9] per call, 1 in flight");
        assertThat(callsOfFixed).isEqualTo(CONTACTS / 200 * 3);
        assertThat(calls()).isLessThan(callsOfFixed);
    }

    @Test
    void the_next_run_begins_where_the_last_one_ended() throws Exception {
        OrgKnowledge knowledge = new OrgKnowledge();
        load(SyncOptions.AUTO_BATCH_SIZE, knowledge, null, 200);
        test.forget();
        load(SyncOptions.AUTO_BATCH_SIZE, knowledge, null, 4 * TAKES);

        assertThat(calls()).isEqualTo(4);
    }

    @Test
    void another_process_reads_the_width_beside_the_ledger() throws Exception {
        load(SyncOptions.AUTO_BATCH_SIZE, new OrgKnowledge(), Ledger.open(ledger), 200);
        test.forget();
        load(SyncOptions.AUTO_BATCH_SIZE, new OrgKnowledge(), Ledger.open(ledger), 4 * TAKES);

        assertThat(calls()).isEqualTo(4);
        assertThat(Ledger.open(ledger).runs()).hasSize(2);
    }

    private static long calls() {
        return test.org().requests().count("/composite/sobjects");
    }

    private static SyncResult load(int batchSize, OrgKnowledge knowledge, Ledger ledger, int count) throws Exception {
        List<Map<String, String>> contacts = IntStream.range(0, count)
                .mapToObj(i -> Map.of("LastName", "Contact " + i))
                .toList();
        SyncOptions options = SyncOptions.builder(Operation.INSERT, "Contact")
                .api(Api.COLLECTIONS)
                .batchSize(batchSize)
                .retryDelay(Duration.ofMillis(1))
                .build();
        return SyncPipeline.builder(test.connection(), options)
                .knowledge(knowledge)
                .ledger(ledger)
                .build()
                .sync(contacts);
    }
}
