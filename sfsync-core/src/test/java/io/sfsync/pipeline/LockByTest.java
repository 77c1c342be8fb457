/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockByTest {
    @ParameterizedTest(name = "lockBy={0}: {1} in calls of 4: {2}")
    @CsvSource({
        "none, a1 b1 a2 b2 a3 b3, a1 b1 a2 b2|a3 b3",
        "Parent, a1 b1 a2 b2 a3 b3, a1 a2 a3|b1 b2 b3",
        "ParentId, a1 b1 c1 a2 b2 c2, a1 a2 b1 b2|c1 c2",
        "Parent, a1 b1 c1 a2 b2 a3 d1, a1 a2 a3 c1|b1 b2 d1",
        "Parent, a1 a2 a3 a4 a5 b1 b2, a1 a2 a3 a4|a5|b1 b2",
        "Parent, -1 a1 -2 a2 a3 -3, a1 a2 a3|-1 -2 -3",
    })
    void fills_calls_with_whole_parents(String lockBy, String records, String calls) throws Exception {
        FakeOrg org = new FakeOrg();
        SyncResult result = sync(org, insert().lockBy(lockBy).batchSize(4), records.split(" ", -1));

        assertThat(result.totals().created()).isEqualTo(records.split(" ", -1).length);
        List<String> sent = new ArrayList<>();
        for (String body : org.bodies()) {
            sent.add(String.join(" ", FakeOrg.names(body)));
        }
        assertThat(sent).containsExactlyInAnyOrder(calls.split("\\|", -1));
    }

    @Test
    void outcomes_belong_to_their_rows_though_they_are_sent_in_another_order() throws Exception {
        FakeOrg org = new FakeOrg((request, body) -> body.isEmpty() || !body.contains("\"b1\"")
                ? null
                : FakeOrg.results(List.of("REQUIRED_FIELD_MISSING", "ok")));
        List<OutcomeRecord> errors = new ArrayList<>();
        SyncPipeline pipeline = SyncPipeline.builder(
                        org, insert().lockBy("Parent").batchSize(2).build())
                .errors(errors::addAll)
                .build();
        SyncResult result = pipeline.sync(rows("a1", "b1", "a2", "b2"));

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.source().get("Name")).isEqualTo("b1");
            assertThat(error.outcome().row()).isEqualTo(2);
        });
        try (Stream<RecordOutcome> outcomes = result.openOutcomes()) {
            assertThat(outcomes).extracting(RecordOutcome::row).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void a_parent_that_takes_several_calls_goes_one_after_the_other_while_others_go_beside_it() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch others = new CountDownLatch(2);
        FakeOrg org = new FakeOrg((request, body) -> {
            if (body.isEmpty()) {
                return null;
            }
            String name = FakeOrg.names(body).get(0);
            if (name.equals("a1")) {
                // goes on only when the calls of the other parents were made beside it
                others.await();
            } else if (!name.startsWith("a")) {
                others.countDown();
            }
            events.add(name);
            return null;
        });
        sync(org, insert().lockBy("Parent").batchSize(1).parallelism(2), "a1", "a2", "a3", "b1", "c1");

        assertThat(events).hasSize(5).containsSubsequence("a1", "a2", "a3");
    }

    @Test
    void auto_takes_master_details_and_required_lookups_of_which_this_object_has_none() throws Exception {
        FakeOrg org = new FakeOrg();
        sync(org, insert().lockBy("auto"), "b1", "a1");

        assertThat(FakeOrg.names(org.bodies().get(0))).containsExactly("b1", "a1");
    }

    @Test
    void a_field_that_the_object_does_not_have_is_named() {
        SyncException broken =
                catchThrowableOfType(SyncException.class, () -> sync(new FakeOrg(), insert().lockBy("Boss"), "a1"));
        assertThat(broken).hasMessageContaining("lockBy=Boss: object Account has no field or relationship 'Boss'");
    }

    @Test
    void a_sorted_run_keeps_no_order() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SyncOptions.builder(Operation.UPSERT, "Account")
                        .externalIdField("Key__c")
                        .ordered(true)
                        .lockBy("auto")
                        .build())
                .withMessageStartingWith("lockBy=auto sorts records by their parent");
    }

    private static SyncOptionsBuilder insert() {
        return SyncOptions.builder(Operation.INSERT, "Account");
    }

    /** The first letter of a name is the parent, a dash is none. */
    private static List<Map<String, Object>> rows(String... names) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String name : names) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("Name", name);
            row.put("Parent.Key__c", name.startsWith("-") ? null : name.substring(0, 1));
            rows.add(row);
        }
        return rows;
    }

    private static SyncResult sync(FakeOrg org, SyncOptionsBuilder options, String... names) throws Exception {
        return SyncPipeline.builder(org, options.build())
                .sleeper(duration -> {})
                .build()
                .sync(rows(names));
    }
}
