/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sfsync.localorg.soql.syntax.SoqlException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SoqlEngineTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static SoqlCases cases;

    @BeforeAll
    static void fill() {
        cases = new SoqlCases();
    }

    @AfterAll
    static void close() {
        cases.close();
    }

    @TestFactory
    List<DynamicTest> answers() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode one : cases.cases()) {
            String name = one.path("name").asText(one.path("q").asText());
            tests.add(DynamicTest.dynamicTest(name, () -> check(one)));
        }
        return tests;
    }

    private static void check(JsonNode one) throws JsonProcessingException {
        String query = cases.resolved(one.path("q").asText());
        QueryContext context = QueryContext.of(
                cases.store().schema().visibleTo(one.path("user").asText("admin"), "Profile"), "62.0");
        if (one.has("error")) {
            refuses(one, query, context);
            return;
        }
        QueryPage page = cases.engine().query(query, context);
        if (one.has("size")) {
            assertThat(page.totalSize()).isEqualTo(one.path("size").asLong());
        }
        if (one.has("rows")) {
            JsonNode actual = JSON.readTree(JSON.writeValueAsString(page.records()));
            if (!one.path("attributes").asBoolean()) {
                removeAttributes(actual);
            }
            assertThat(actual.toString())
                    .isEqualTo(cases.resolved(one.path("rows").toString()));
        }
    }

    private static void refuses(JsonNode one, String query, QueryContext context) {
        assertThatThrownBy(() -> cases.engine().query(query, context))
                .isInstanceOfSatisfying(SoqlException.class, e -> {
                    assertThat(e.text()).contains(one.path("contains").asText(""));
                    assertThat(e.text()).isEqualTo(one.path("message").asText(e.text()));
                    assertThat(e.errorCode()).isEqualTo(one.path("error").asText());
                });
    }

    private static void removeAttributes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("attributes");
        }
        node.forEach(SoqlEngineTest::removeAttributes);
    }

    @Test
    void pages_through_a_large_answer_that_changes_meanwhile() {
        try (SoqlCases large = new SoqlCases()) {
            for (int i = 0; i < 450; i++) {
                large.insert(
                        "Lead",
                        JSON.createObjectNode()
                                .put("_", "lead" + i)
                                .put("LastName", "L" + i)
                                .put("Company", "C"));
            }
            QueryContext context = new QueryContext(large.store().schema(), "62.0", false, 200);
            QueryPage first = large.engine().query("SELECT Id FROM Lead ORDER BY LastName", context);
            large.insert(
                    "Lead",
                    JSON.createObjectNode()
                            .put("_", "late")
                            .put("LastName", "A")
                            .put("Company", "C"));
            QueryPage second = large.engine().page(first.nextLocator(), null);
            QueryPage third = large.engine().page(second.nextLocator(), null);

            assertThat(first.totalSize()).isEqualTo(450);
            assertThat(first.nextLocator()).matches("01g\\w{15}-200");
            assertThat(second.nextLocator()).matches("01g\\w{15}-400");
            assertThat(third.done()).isTrue();
            assertThat(ids(first, second, third)).hasSize(450);
        }
    }

    @Test
    void a_large_answer_does_not_end_the_transaction_it_is_asked_in() {
        try (SoqlCases large = new SoqlCases()) {
            QueryContext context = new QueryContext(large.store().schema(), "62.0", false, 200);
            large.store().inTransaction(() -> {
                for (int i = 0; i < 201; i++) {
                    large.insert(
                            "Lead",
                            JSON.createObjectNode()
                                    .put("_", "t" + i)
                                    .put("LastName", "L" + i)
                                    .put("Company", "C"));
                }
                assertThat(large.engine().query("SELECT Id FROM Lead", context).totalSize())
                        .isEqualTo(201);
                return false;
            });

            assertThat(large.engine().query("SELECT COUNT() FROM Lead", context).totalSize())
                    .isZero();
        }
    }

    private static Set<Object> ids(QueryPage... pages) {
        Set<Object> ids = new LinkedHashSet<>();
        for (QueryPage page : pages) {
            for (Map<String, Object> row : page.records()) {
                ids.add(row.get("Id"));
            }
        }
        return ids;
    }

    @Test
    void refuses_a_locator_that_it_never_gave_out() {
        for (String locator : List.of("01gLo0000000999AAA-2000", "nonsense", "01g-", "")) {
            assertThatThrownBy(() -> cases.engine().page(locator, null))
                    .isInstanceOfSatisfying(SoqlException.class, e -> {
                        assertThat(e.errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
                        assertThat(e.text()).isEqualTo("invalid query locator");
                    });
        }
    }

    @Test
    void holds_batch_sizes_within_their_bounds() {
        assertThat(new QueryContext(cases.store().schema(), "62.0", false, 1).batchSize())
                .isEqualTo(200);
        assertThat(new QueryContext(cases.store().schema(), "62.0", false, 5000).batchSize())
                .isEqualTo(2000);
    }
}
