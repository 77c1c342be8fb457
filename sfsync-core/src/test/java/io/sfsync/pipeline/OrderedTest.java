/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.SyncResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OrderedTest {
    @Test
    void one_call_never_holds_a_key_twice() throws Exception {
        FakeOrg org = new FakeOrg();
        SyncResult result = sync(org, upsert(), "a1", "b1", "A2", "c1", "a3");

        assertThat(result.totals().total()).isEqualTo(5);
        assertThat(calls(org)).containsExactly(List.of("a1", "b1"), List.of("A2", "c1"), List.of("a3"));
    }

    @Test
    void without_it_one_call_takes_all() throws Exception {
        FakeOrg org = new FakeOrg();
        sync(org, upsert().ordered(false), "a1", "b1", "A2", "c1", "a3");

        assertThat(calls(org)).containsExactly(List.of("a1", "b1", "A2", "c1", "a3"));
    }

    @Test
    void a_record_waits_until_the_one_before_it_has_its_outcome() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch other = new CountDownLatch(1);
        AtomicBoolean locked = new AtomicBoolean(true);
        FakeOrg org = new FakeOrg((request, body) -> {
            if (body.isEmpty()) {
                return null;
            }
            List<String> names = FakeOrg.names(body);
            if (names.contains("b1")) {
                other.countDown();
            } else if (names.contains("a1")) {
                other.await();
                if (locked.getAndSet(false)) {
                    return FakeOrg.results(List.of("UNABLE_TO_LOCK_ROW"));
                }
            }
            events.addAll(names);
            return null;
        });
        SyncResult result = sync(org, upsert().batchSize(1).parallelism(3), "a1", "b1", "a2", "b2");

        assertThat(result.totals().total()).isEqualTo(4);
        assertThat(events).hasSize(4).containsSubsequence("a1", "a2").containsSubsequence("b1", "b2");
    }

    @Test
    void only_collections_keep_the_order() {
        assertThat(upsert().build().apiChoice().api()).isEqualTo(Api.COLLECTIONS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upsert().api(Api.BULK2).build())
                .withMessageStartingWith("ordered=true is not possible with api=bulk2; use api=collections");
    }

    private static SyncOptionsBuilder upsert() {
        return SyncOptions.builder(Operation.UPSERT, "Account")
                .externalIdField("Key__c")
                .ordered(true);
    }

    /** The first letter of a name is the key. */
    private static SyncResult sync(FakeOrg org, SyncOptionsBuilder options, String... names) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(Map.of("Key__c", name.substring(0, 1), "Name", name));
        }
        return SyncPipeline.builder(org, options.build())
                .sleeper(duration -> {})
                .build()
                .sync(rows);
    }

    private static List<List<String>> calls(FakeOrg org) throws Exception {
        List<List<String>> calls = new ArrayList<>();
        for (String body : org.bodies()) {
            if (!body.isEmpty()) {
                calls.add(FakeOrg.names(body));
            }
        }
        return calls;
    }
}
