/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoqlSyntaxTest {

    @TestFactory
    List<DynamicTest> refuses() throws IOException {
        try (InputStream spec = SoqlSyntaxTest.class.getResourceAsStream("/spec/soql-syntax.yaml")) {
            List<Map<String, String>> cases =
                    new YAMLMapper().readValue(Objects.requireNonNull(spec), new TypeReference<>() {});
            return cases.stream()
                    .map(one -> DynamicTest.dynamicTest(one.get("name"), () -> check(one)))
                    .toList();
        }
    }

    private static void check(Map<String, String> one) {
        assertThatThrownBy(() -> SoqlQuery.parse(one.get("query"))).isInstanceOfSatisfying(SoqlException.class, e -> {
            assertThat(e.errorCode()).isEqualTo("MALFORMED_QUERY");
            if (one.containsKey("message")) {
                assertThat(e.text()).isEqualTo(one.get("message"));
            } else {
                assertThat(e.text()).contains(one.get("contains"));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "COUNT("})
    void refuses_what_is_nested_too_deep(String opening) {
        assertThatThrownBy(() -> SoqlQuery.parse("SELECT Id FROM Account WHERE " + opening.repeat(10_000)))
                .isInstanceOfSatisfying(SoqlException.class, e -> {
                    assertThat(e.errorCode()).isEqualTo("MALFORMED_QUERY");
                    assertThat(e.text()).contains("The query is nested more than 100 levels deep");
                });
    }

    @Test
    void refuses_what_is_too_long() {
        assertThatThrownBy(() -> SoqlQuery.parse("SELECT Id FROM Account" + " ".repeat(100_000)))
                .isInstanceOf(SoqlException.class)
                .hasMessage("SOQL statements cannot be longer than 100000 characters");
    }

    @Test
    void reads_every_clause() {
        SoqlQuery query =
                SoqlQuery.parse("select a.Id, Owner.Name, (select Id from Contacts), count(Id) n from Account as a "
                        + "using scope mine where Name = 'x' with security_enforced group by Name having count(Id) > 1 "
                        + "order by Name desc nulls last, Id limit 10 offset 5 for view update tracking all rows");

        assertThat(query.select()).hasSize(4);
        assertThat(query.object()).isEqualTo("Account");
        assertThat(query.alias()).isEqualTo("a");
        assertThat(query.limit()).isEqualTo(10);
        assertThat(query.offset()).isEqualTo(5);
        assertThat(query.allRows()).isTrue();
        assertThat(query.orderBy()).extracting(OrderItem::descending).containsExactly(true, false);
        assertThat(query.orderBy()).extracting(OrderItem::nullsLast).containsExactly(true, false);
    }

    @Test
    void reads_values_of_every_kind() {
        assertThat(value("'O\\'Hara \\\\ \\u0041'"))
                .isInstanceOfSatisfying(
                        Literal.Text.class, text -> assertThat(text.value()).isEqualTo("O'Hara \\ A"));
        assertThat(value("-1.50"))
                .isInstanceOfSatisfying(
                        Literal.Numeric.class,
                        number -> assertThat(number.value()).isEqualTo(new BigDecimal("-1.50")));
        assertThat(value("2026-01-01T02:00:00+02:00"))
                .isEqualTo(new Literal.Moment(Instant.parse("2026-01-01T00:00:00Z"), 27));
        assertThat(value("2026-01-01T02:00:00.000+0200"))
                .isEqualTo(new Literal.Moment(Instant.parse("2026-01-01T00:00:00Z"), 27));
        assertThat(value("last_n_days:7")).isEqualTo(new Literal.Range("LAST_N_DAYS", 7, 27));
        assertThat(value("true")).isEqualTo(new Literal.Bool(true, 27));
        assertThat(value("NULL")).isEqualTo(new Literal.Null(27));
    }

    private static Literal value(String written) {
        return ((Condition.Comparison) Objects.requireNonNull(
                        SoqlQuery.parse("SELECT Id FROM A WHERE X = " + written).where()))
                .right();
    }
}
