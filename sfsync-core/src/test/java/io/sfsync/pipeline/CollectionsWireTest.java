/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.outcome.SyncResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How values stand in the JSON of a collections call, and what is made of its answers. */
class CollectionsWireTest {
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("Active__c", "true", "true"),
                Arguments.of("Active__c", "False", "false"),
                Arguments.of("Active__c", "1", "true"),
                Arguments.of("Active__c", "0", "false"),
                Arguments.of("Active__c", "yes", "\"yes\""),
                Arguments.of("Active__c", true, "true"),
                Arguments.of("NumberOfEmployees", "31", "31"),
                Arguments.of("NumberOfEmployees", "-1.50", "-1.50"),
                Arguments.of("NumberOfEmployees", "007", "\"007\""),
                Arguments.of("NumberOfEmployees", "1e3", "\"1e3\""),
                Arguments.of("NumberOfEmployees", 31, "31"),
                Arguments.of("NumberOfEmployees", new BigDecimal("1E+3"), "1000"),
                Arguments.of("NumberOfEmployees", new BigInteger("12345678901234567890"), "12345678901234567890"),
                Arguments.of("Name", "31", "\"31\""),
                Arguments.of("Name", "a \"b\" \n ü 😀", "\"a \\\"b\\\" \\n ü 😀\""),
                Arguments.of("Name", 5, "5"));
    }

    @ParameterizedTest(name = "{0}={1} is {2}")
    @MethodSource("values")
    void a_value_has_the_type_of_its_field(String field, Object value, String json) throws Exception {
        FakeOrg org = new FakeOrg();
        sync(org, insert(), Map.of(field, value));

        assertThat(org.bodies().get(0)).contains("},\"" + field + "\":" + json + "}]}");
    }

    @ParameterizedTest(name = "nulls={0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "IGNORE | {\"attributes\":{\"type\":\"Account\"},\"Name\":\"x\"}",
                "CLEAR | {\"attributes\":{\"type\":\"Account\"},\"Name\":\"x\",\"Key__c\":null,\"ParentId\":null,\"OwnerId\":null}",
            })
    void a_missing_value_means_what_nulls_says(NullPolicy nulls, String json) throws Exception {
        FakeOrg org = new FakeOrg();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Name", "x");
        row.put("Key__c", null);
        row.put("Parent.Key__c", "");
        row.put("User:Owner.Email", null);
        sync(org, insert().nulls(nulls), row);

        assertThat(org.bodies().get(0)).isEqualTo("{\"allOrNone\":false,\"records\":[" + json + "]}");
    }

    @Test
    void an_upsert_by_id_without_one_inserts_and_a_lost_answer_is_unknown() throws Exception {
        FakeOrg deaf = new FakeOrg((request, body) -> {
            if (!body.isEmpty()) {
                throw new java.io.IOException("reset");
            }
            return null;
        });
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Id", "");
        row.put("Name", "x");
        SyncResult result = sync(
                deaf,
                SyncOptions.builder(Operation.UPSERT, "Account")
                        .externalIdField("Id")
                        .nulls(NullPolicy.CLEAR),
                row);

        assertThat(result.totals().unknown()).isEqualTo(1);
        assertThat(deaf.bodies())
                .singleElement()
                .asString()
                .contains("{\"attributes\":{\"type\":\"Account\"},\"Name\":\"x\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{\"success\":true,\"id\":\"1\",\"errors\":[]}", "<html>", "[1]"})
    void an_answer_that_is_not_one_result_per_record_leaves_an_insert_unknown(String answer) throws Exception {
        FakeOrg odd = new FakeOrg((request, body) -> body.isEmpty() ? null : FakeOrg.answer(200, answer));
        SyncResult result = sync(odd, insert(), Map.of("Name", "x"));

        assertThat(result.totals().unknown()).isEqualTo(1);
        assertThat(result.firstErrors().get(0).errors())
                .extracting(RecordError::code)
                .containsExactly("SFSYNC_ANSWER_LOST");
    }

    @Test
    void a_failure_without_a_reason_is_a_rejection() {
        FakeOrg mute = new FakeOrg((request, body) ->
                body.isEmpty() ? null : FakeOrg.answer(200, "[{\"success\":false,\"errors\":[{\"message\":\"m\"}]}]"));
        SyncException failed =
                catchThrowableOfType(SyncException.class, () -> sync(mute, insert(), Map.of("Name", "x")));

        assertThat(failed.result().firstErrors()).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(OutcomeKind.REJECTED);
            assertThat(outcome.errors()).containsExactly(RecordError.of("UNKNOWN_EXCEPTION", "m"));
        });
    }

    @Test
    void an_update_whose_answer_is_lost_is_sent_again() throws Exception {
        int[] calls = new int[1];
        FakeOrg deaf = new FakeOrg((request, body) -> {
            if (!body.isEmpty() && calls[0]++ == 0) {
                throw new java.io.IOException("reset");
            }
            return null;
        });
        SyncResult result =
                sync(deaf, SyncOptions.builder(Operation.UPDATE, "Account"), Map.of("Id", FakeOrg.id(1), "Name", "x"));

        assertThat(result.totals().updated()).isEqualTo(1);
        assertThat(deaf.bodies()).hasSize(2);
    }

    private static SyncOptionsBuilder insert() {
        return SyncOptions.builder(Operation.INSERT, "Account");
    }

    private static SyncResult sync(FakeOrg org, SyncOptionsBuilder options, Map<String, Object> row)
            throws SyncException {
        return SyncPipeline.builder(org, options.api(Api.COLLECTIONS).build())
                .sleeper(duration -> {})
                .build()
                .sync(List.of(row));
    }
}
