/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.salesforce.HttpOrgConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Children of few parents, in turns, over four lanes, into an org whose chunks lock parents. Sizes and the org's wait can
 * be set to measure: {@code -Dsfsync.locks.rows}, {@code -Dsfsync.locks.parents}.
 */
class LockByTest {
    private static final int ROWS = Integer.getInteger("sfsync.locks.rows", 1_200);
    private static final int PARENTS = Integer.getInteger("sfsync.locks.parents", 24);
    private static final int CALL = Math.max(1, Math.min(200, ROWS / PARENTS * 2));

    private static LocalOrg org;

    @BeforeAll
    static void start() throws Exception {
        org = LocalOrg.builder()
                .schema(Path.of("src/test/resources/spec/engine-schema.yaml"))
                .model("locks")
                .start();
        List<Map<String, Object>> parents = IntStream.range(0, PARENTS)
                .mapToObj(i -> Map.<String, Object>of("Key__c", "p" + i, "Name", "Parent " + i))
                .toList();
        pipeline(SyncOptions.builder(Operation.INSERT, "Account")).sync(parents);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"COLLECTIONS", "BULK2"})
    void records_that_are_kept_together_by_their_parent_lose_no_lock(Api api) throws Exception {
        SyncResult without = load(api, "none");
        SyncResult with = load(api, "Account");

        System.out.printf(
                "%s, %d children of %d parents, 4 lanes: without lockBy %d lost a lock in %d ms, with it %d in %d ms%n",
                api,
                ROWS,
                PARENTS,
                without.totals().rejected(),
                without.elapsed().toMillis(),
                with.totals().rejected(),
                with.elapsed().toMillis());
        assertThat(with.totals().rejected()).isZero();
        assertThat(with.totals().created()).isEqualTo(ROWS);
        assertThat(without.totals().rejected()).isPositive();
        assertThat(without.firstErrors())
                .allSatisfy(
                        outcome -> assertThat(outcome.errors().get(0).code()).isEqualTo("UNABLE_TO_LOCK_ROW"));
    }

    @Test
    void auto_takes_the_parent_of_a_master_detail() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(Map.of("Account__r.Key__c", "p" + i % 3, "Name", "part " + i));
        }
        SyncResult result = pipeline(SyncOptions.builder(Operation.INSERT, "Part__c")
                        .batchSize(20)
                        .parallelism(3)
                        .retries(0)
                        .lockBy("auto"))
                .sync(rows);

        assertThat(result.totals().created()).isEqualTo(60);
        assertThat(result.batches()).isEqualTo(3);
    }

    /** No retries: each lock that is lost is a rejected record. */
    private static SyncResult load(Api api, String lockBy) throws Exception {
        List<Map<String, Object>> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> Map.<String, Object>of("LastName", "C" + i, "Account.Key__c", "p" + i % PARENTS))
                .toList();
        SyncOptionsBuilder options = SyncOptions.builder(Operation.INSERT, "Contact")
                .api(api)
                .parallelism(4)
                .retries(0)
                .failOn(FailOn.parse("never"))
                .lockBy(lockBy);
        return pipeline(api == Api.COLLECTIONS ? options.batchSize(CALL) : options.jobRows(ROWS / 4))
                .sync(rows);
    }

    private static SyncPipeline pipeline(SyncOptionsBuilder options) {
        return SyncPipeline.builder(
                        new HttpOrgConnection(org.url(), org.accessToken(), "62.0"),
                        options.pollInterval(Duration.ofMillis(20)).build())
                .build();
    }
}
