/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.RecordOutcome;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncStatus;
import io.sfsync.record.RecordReaders;
import io.sfsync.salesforce.NotSentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CollectionsRunTest {
    private final FakeOrg org = new FakeOrg();

    @Test
    void inserts_the_records_in_order_in_calls_of_200() throws Exception {
        SyncResult result = sync(org, insert().api(Api.COLLECTIONS), accounts(450));

        assertThat(result.status()).isEqualTo(SyncStatus.SUCCESS);
        assertThat(result.totals().created()).isEqualTo(450);
        assertThat(org.bodies()).hasSize(3);
        assertThat(FakeOrg.names(org.bodies().get(0))).hasSize(200).startsWith("A1", "A2");
        assertThat(FakeOrg.names(org.bodies().get(2))).hasSize(50).endsWith("A450");
        assertThat(result.requests()).isEqualTo(4);
        assertThat(result.batches()).isEqualTo(3);
    }

    @Test
    void writes_attributes_first_and_values_by_their_type() throws Exception {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        row.put("Name", "X");
        row.put("numberofemployees", "31");
        row.put("Active__c", "TRUE");
        row.put("Parent.Key__c", "P1");
        row.put("Key__c", null);
        sync(org, insert(), List.of(row));

        assertThat(org.bodies().get(0))
                .isEqualTo("{\"allOrNone\":false,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"X\","
                        + "\"NumberOfEmployees\":31,\"Active__c\":true,\"Parent\":{\"Key__c\":\"P1\"}}]}");
    }

    @Test
    void clears_missing_values_when_asked_to() throws Exception {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        row.put("Name", "X");
        row.put("Key__c", "");
        row.put("Parent.Key__c", null);
        sync(org, insert().nulls(io.sfsync.mapping.NullPolicy.CLEAR), List.of(row));

        assertThat(org.bodies().get(0)).contains("\"Key__c\":null", "\"ParentId\":null");
    }

    @Test
    void names_the_object_of_a_polymorphic_lookup() throws Exception {
        sync(org, insert(), List.of(Map.of("user:owner.Email", "a@b.it")));

        assertThat(org.bodies().get(0)).contains("\"Owner\":{\"attributes\":{\"type\":\"User\"},\"Email\":\"a@b.it\"}");
    }

    @Test
    void upserts_under_the_key_field_and_tells_created_from_updated() throws Exception {
        FakeOrg mixed = new FakeOrg((request, body) -> request.path().contains("describe")
                ? null
                : FakeOrg.answer(
                        200,
                        "[{\"id\":\"" + FakeOrg.id(1) + "\",\"success\":true,\"created\":true,\"errors\":[]},"
                                + "{\"id\":\"" + FakeOrg.id(2)
                                + "\",\"success\":true,\"created\":false,\"errors\":[]}]"));
        SyncResult result = sync(
                mixed,
                SyncOptions.builder(Operation.UPSERT, "Account").externalIdField("key__c"),
                List.of(Map.of("Key__c", "1"), Map.of("Key__c", "2")));

        assertThat(mixed.requests().get(0).method()).isEqualTo("PATCH");
        assertThat(mixed.requests().get(0).path()).isEqualTo("/services/data/v62.0/composite/sobjects/Account/Key__c");
        assertThat(result.totals().created()).isEqualTo(1);
        assertThat(result.totals().updated()).isEqualTo(1);
    }

    @Test
    void updates_by_id() throws Exception {
        SyncResult result = sync(
                org,
                SyncOptions.builder(Operation.UPDATE, "Account"),
                List.of(Map.of("Id", FakeOrg.id(7), "Name", "N"), Map.of("Name", "no id")));

        assertThat(org.requests().get(0).method()).isEqualTo("PATCH");
        assertThat(result.totals().updated()).isEqualTo(1);
        assertThat(result.firstErrors()).singleElement().satisfies(outcome -> {
            assertThat(outcome.row()).isEqualTo(2);
            assertThat(outcome.errors()).extracting(RecordError::code).containsExactly("SFSYNC_MISSING_KEY");
        });
    }

    @Test
    void deletes_by_ids_in_the_address() throws Exception {
        SyncResult result = sync(
                org,
                SyncOptions.builder(Operation.DELETE, "Account"),
                List.of(Map.of("Id", FakeOrg.id(1), "Whatever", "x"), Map.of("Id", FakeOrg.id(2))));

        assertThat(org.requests().get(0).method()).isEqualTo("DELETE");
        assertThat(org.requests().get(0).path())
                .endsWith("composite/sobjects?ids=" + FakeOrg.id(1) + "," + FakeOrg.id(2) + "&allOrNone=false");
        assertThat(result.totals().deleted()).isEqualTo(2);
    }

    @Test
    void keeps_every_outcome_on_disk_in_source_order() throws Exception {
        FakeOrg picky = answering("ok", "INVALID_EMAIL_ADDRESS", "ok");
        SyncRun run = pipeline(picky, insert()).build().prepare(RecordReaders.ofObjects(accounts(3)));
        SyncResult result = run.execute();

        try (Stream<RecordOutcome> outcomes = result.openOutcomes()) {
            assertThat(outcomes)
                    .extracting(RecordOutcome::row, RecordOutcome::kind, RecordOutcome::id)
                    .containsExactly(
                            tuple(1L, OutcomeKind.CREATED, FakeOrg.id(1)),
                            tuple(2L, OutcomeKind.REJECTED, null),
                            tuple(3L, OutcomeKind.CREATED, FakeOrg.id(3)));
        }
        run.discard();
        assertThat(catchThrowableOfType(IOException.class, result::openOutcomes))
                .isNotNull();
    }

    @Test
    void hands_records_with_their_source_to_the_sinks() throws Exception {
        List<OutcomeRecord> errors = new ArrayList<>();
        List<OutcomeRecord> successes = new ArrayList<>();
        pipeline(answering("ok", "INVALID_EMAIL_ADDRESS"), insert())
                .errors(errors::addAll)
                .successes(successes::addAll)
                .build()
                .sync(accounts(2));

        assertThat(errors).singleElement().satisfies(record -> {
            assertThat(record.source().get("Name")).isEqualTo("A2");
            assertThat(record.outcome().errors().get(0).fields()).containsExactly("Name");
        });
        assertThat(successes).singleElement().extracting(r -> r.outcome().id()).isEqualTo(FakeOrg.id(1));
    }

    @Test
    void a_listener_that_throws_changes_nothing() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        SyncListener angry = new SyncListener() {
            @Override
            public void onRecordSuccess(RecordOutcome outcome) {
                throw new IllegalStateException("no");
            }

            @Override
            public void onRunEnd(SyncResult result) {
                ends.incrementAndGet();
            }
        };
        SyncResult result = pipeline(org, insert()).listener(angry).build().sync(accounts(5));

        assertThat(result.totals().created()).isEqualTo(5);
        assertThat(ends).hasValue(1);
    }

    @Test
    void no_record_at_all_is_a_success_without_a_write() throws Exception {
        SyncResult result = sync(org, insert(), List.of());

        assertThat(result.status()).isEqualTo(SyncStatus.SUCCESS);
        assertThat(result.successRate()).isZero();
        assertThat(org.requests()).isEmpty();
    }

    @Test
    void stops_at_the_first_rejection_and_counts_the_rest() {
        FakeOrg picky = new FakeOrg((request, body) ->
                body.contains("\"A3\"") ? FakeOrg.results(Collections.nCopies(2, "INVALID_EMAIL_ADDRESS")) : null);
        SyncException stopped = catchThrowableOfType(
                SyncException.class,
                () -> sync(picky, insert().stopOnError(true).batchSize(2), accounts(10)));

        assertThat(stopped.reason()).isEqualTo(SyncException.Reason.STOPPED);
        assertThat(stopped.isRetryable()).isFalse();
        assertThat(stopped.result().totals().created()).isEqualTo(2);
        assertThat(stopped.result().totals().rejected()).isEqualTo(2);
        assertThat(stopped.result().totals().unprocessed()).isEqualTo(6);
        assertThat(picky.requests()).hasSize(2);
    }

    @Test
    void sends_only_the_rows_that_lost_a_lock_again() throws Exception {
        List<List<String>> sent = new ArrayList<>();
        FakeOrg busy = new FakeOrg((request, body) -> {
            if (request.path().contains("describe")) {
                return null;
            }
            sent.add(FakeOrg.names(body));
            return sent.size() == 1 ? FakeOrg.results(List.of("ok", "UNABLE_TO_LOCK_ROW", "ok")) : null;
        });
        SyncResult result = sync(busy, insert(), accounts(3));

        assertThat(sent).containsExactly(List.of("A1", "A2", "A3"), List.of("A2"));
        assertThat(result.totals().created()).isEqualTo(3);
    }

    @Test
    void an_insert_whose_answer_is_lost_is_unknown_and_not_sent_again() throws Exception {
        FakeOrg deaf = new FakeOrg((request, body) -> {
            if (body.contains("\"A1\"")) {
                throw new IOException("connection reset");
            }
            return null;
        });
        SyncResult result = sync(deaf, insert().batchSize(1), accounts(2));

        assertThat(result.totals().unknown()).isEqualTo(1);
        assertThat(result.totals().created()).isEqualTo(1);
        assertThat(deaf.bodies().stream().filter(body -> body.contains("\"A1\"")))
                .hasSize(1);
    }

    @Test
    void goes_on_where_it_broke() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        FakeOrg flaky = new FakeOrg((request, body) -> {
            if (!request.path().contains("describe") && calls.incrementAndGet() == 2) {
                throw new NotSentException("connection refused", false, new IOException("refused"));
            }
            return null;
        });
        SyncRun run =
                pipeline(flaky, insert().batchSize(2).retries(0)).build().prepare(RecordReaders.ofObjects(accounts(9)));

        SyncException broken = catchThrowableOfType(SyncException.class, run::execute);
        assertThat(broken.reason()).isEqualTo(SyncException.Reason.BROKEN);
        assertThat(broken.isRetryable()).isTrue();
        assertThat(broken.result().totals().created()).isEqualTo(2);
        assertThat(run.isEnded()).isFalse();

        SyncResult result = run.execute();
        assertThat(result.totals().created()).isEqualTo(9);
        List<String> names = new ArrayList<>();
        for (String body : flaky.bodies()) {
            names.addAll(FakeOrg.names(body));
        }
        assertThat(new java.util.HashSet<>(names)).hasSize(9);
        assertThat(names).hasSize(11); // the two that were not sent went again
        assertThat(run.execute()).isSameAs(result);
    }

    @Test
    void cuts_a_refused_call_in_halves_until_the_bad_record_is_alone() throws Exception {
        FakeOrg strict = new FakeOrg(
                (request, body) -> body.contains("\"A3\"") ? FakeOrg.error(400, "JSON_PARSER_ERROR") : null);
        SyncResult result = sync(strict, insert(), accounts(8));

        assertThat(result.totals().created()).isEqualTo(7);
        assertThat(result.firstErrors())
                .singleElement()
                .extracting(RecordOutcome::row)
                .isEqualTo(3L);
    }

    @Test
    void an_unknown_field_ends_the_run_before_anything_is_sent() {
        SyncException broken =
                catchThrowableOfType(SyncException.class, () -> sync(org, insert(), List.of(Map.of("Nmae", "x"))));

        assertThat(broken.reason()).isEqualTo(SyncException.Reason.BROKEN);
        assertThat(broken).hasMessageContaining("no field 'Nmae', did you mean 'Name'?");
        assertThat(broken.result().totals().unprocessed()).isEqualTo(1);
        assertThat(org.requests()).isEmpty();
    }

    @Test
    void the_callers_maps_are_left_alone() throws Exception {
        Map<String, Object> row = new HashMap<>(Map.of("Id", FakeOrg.id(1), "Name", "x"));
        sync(org, SyncOptions.builder(Operation.UPDATE, "Account"), List.of(row));

        assertThat(row).isEqualTo(Map.of("Id", FakeOrg.id(1), "Name", "x"));
    }

    private static FakeOrg answering(String... outcomes) {
        return new FakeOrg(
                (request, body) -> request.path().contains("describe") ? null : FakeOrg.results(List.of(outcomes)));
    }

    private static SyncOptionsBuilder insert() {
        return SyncOptions.builder(Operation.INSERT, "Account");
    }

    private static List<Map<String, Object>> accounts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Map.<String, Object>of("Name", "A" + i))
                .toList();
    }

    private static SyncPipelineBuilder pipeline(FakeOrg org, SyncOptionsBuilder options) {
        return SyncPipeline.builder(org, options.build()).sleeper(duration -> {});
    }

    private static SyncResult sync(FakeOrg org, SyncOptionsBuilder options, List<? extends Map<String, ?>> records)
            throws SyncException {
        return pipeline(org, options).build().sync(records);
    }
}
