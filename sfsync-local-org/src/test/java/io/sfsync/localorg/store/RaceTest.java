/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import static io.sfsync.localorg.store.StoreFixture.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Two upserts of one new key at the same time (Salesforce StackExchange 197382). */
class RaceTest {
    @Test
    void gives_the_loser_of_a_unique_key_a_duplicate_value() throws Exception {
        try (StoreFixture org = new StoreFixture()) {
            List<RowResult> results = race(org, "External_Key__c");

            assertThat(results).extracting(RowResult::success).containsExactlyInAnyOrder(true, false);
            assertThat(results)
                    .anySatisfy(
                            result -> assertThat(errors(result))
                                    .startsWith(
                                            "DUPLICATE_VALUE:duplicate value found: External_Key__c duplicates value on record"));
            assertThat(org.store.count(org.object("Account"))).isEqualTo(1);
        }
    }

    @Test
    void makes_two_records_of_a_key_that_is_not_unique() throws Exception {
        try (StoreFixture org = new StoreFixture()) {
            assertThat(race(org, "Loose_Key__c")).allMatch(RowResult::created);
            assertThat(org.store.count(org.object("Account"))).isEqualTo(2);
        }
    }

    /** Both have looked for the key before either writes. */
    private static List<RowResult> race(StoreFixture org, String key) throws Exception {
        DmlRequest upsert = org.request(Operation.UPSERT, "Account", key, "Name", key);
        org.one(upsert, "warm up", "other");
        org.one(org.request(Operation.HARD_DELETE, "Account", null, "Id"), "001Lo0000000001");
        CyclicBarrier both = new CyclicBarrier(2);
        org.store.guards(List.of((object, operation, rows, touched) -> {
            if (touched.isEmpty()) {
                meet(both);
            }
            return ChunkGuard.Hold.FREE;
        }));
        CompletableFuture<RowResult> first = CompletableFuture.supplyAsync(() -> org.one(upsert, "A", "new"));
        CompletableFuture<RowResult> second = CompletableFuture.supplyAsync(() -> org.one(upsert, "B", "new"));
        return List.of(first.get(), second.get());
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
