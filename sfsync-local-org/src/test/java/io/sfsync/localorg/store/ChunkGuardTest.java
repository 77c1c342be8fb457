/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import static io.sfsync.localorg.store.StoreFixture.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChunkGuardTest {
    private final StoreFixture org = new StoreFixture();

    @BeforeEach
    void reset() {
        org.store.guards(List.of());
        org.store.reset();
    }

    @AfterAll
    void close() {
        org.close();
    }

    private String account() {
        return org.one(org.request(Operation.INSERT, "Account", null, "Name"), "A")
                .idText();
    }

    @Test
    void refuses_a_chunk_whose_parent_another_one_holds() {
        String account = account();
        RowLocks locks = new RowLocks(org.store, Duration.ZERO);
        org.store.guards(List.of(locks));
        DmlRequest insert = org.request(Operation.INSERT, "Contact", null, "LastName", "AccountId");

        try (ChunkGuard.Hold other =
                locks.enter(org.object("Contact"), Operation.INSERT, 1, Set.of(RecordId.parse(account)))) {
            assertThat(other.refusal()).isNull();
            List<RowResult> results = org.run(insert, new Object[] {"X", account}, new Object[] {"Y", account});
            assertThat(results)
                    .allSatisfy(result -> assertThat(errors(result))
                            .isEqualTo(
                                    "UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 2 records: "
                                            + account + ":--"));
        }
        assertThat(org.one(insert, "X", account).success()).isTrue();
    }

    @Test
    void lets_a_chunk_wait_for_its_parent() throws Exception {
        String account = account();
        RowLocks locks = new RowLocks(org.store, Duration.ofSeconds(30));
        org.store.guards(List.of(locks));
        ChunkGuard.Hold other =
                locks.enter(org.object("Contact"), Operation.INSERT, 1, Set.of(RecordId.parse(account)));
        CompletableFuture<RowResult> waiting = CompletableFuture.supplyAsync(
                () -> org.one(org.request(Operation.INSERT, "Contact", null, "LastName", "AccountId"), "X", account));

        assertThat(waiting).isNotDone();
        other.close();
        assertThat(waiting.get(30, TimeUnit.SECONDS).success()).isTrue();
    }

    @Test
    void does_not_lock_owners() {
        RowLocks locks = new RowLocks(org.store, Duration.ZERO);
        ChunkGuard.Hold first = locks.enter(org.object("Account"), Operation.INSERT, 1, Set.of(org.store.adminId()));
        ChunkGuard.Hold second = locks.enter(org.object("Account"), Operation.INSERT, 1, Set.of(org.store.adminId()));

        assertThat(first.refusal()).isNull();
        assertThat(second.refusal()).isNull();
    }

    @Test
    void refuses_a_chunk_that_costs_more_than_the_limit() {
        org.store.guards(List.of(new TriggerCost("Account", 100, 0)));
        DmlRequest insert = org.request(Operation.INSERT, "Account", null, "Name");
        Object[][] many = new Object[101][];
        Arrays.setAll(many, i -> new Object[] {"A" + i});

        assertThat(org.run(insert, many))
                .allSatisfy(result -> assertThat(errors(result))
                        .isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:AccountTrigger: System.LimitException: Apex"
                                + " CPU time limit exceeded:--"));
        assertThat(org.run(insert, Arrays.copyOf(many, 100))).allMatch(RowResult::success);
    }

    @Test
    void counts_the_queries_of_triggers() {
        TriggerCost cost = new TriggerCost("Account", 0, 2);

        assertThat(cost.enter(org.object("Account"), Operation.UPDATE, 51, Set.of())
                        .refusal()
                        .message())
                .isEqualTo("AccountTrigger: System.LimitException: Too many SOQL queries: 101");
        assertThat(cost.enter(org.object("Account"), Operation.UPDATE, 50, Set.of())
                        .refusal())
                .isNull();
        assertThat(cost.enter(org.object("Contact"), Operation.UPDATE, 51, Set.of())
                        .refusal())
                .isNull();
    }
}
