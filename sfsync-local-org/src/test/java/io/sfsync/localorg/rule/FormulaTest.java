/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final Map<String, Object> FIELDS = new HashMap<>();

    static {
        FIELDS.put("Name", "Acme");
        FIELDS.put("Amount", 1500.0);
        FIELDS.put("Count__c", 3);
        FIELDS.put("Done", true);
        FIELDS.put("Day", 20000);
    }

    private static final Formula.FormulaRecord RECORD = new Formula.FormulaRecord() {
        @Override
        public Object field(String name) {
            return FIELDS.get(name);
        }

        @Override
        public boolean isNew() {
            return true;
        }

        @Override
        public long today() {
            return 20001;
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "Amount > 1000 # true",
                "Amount > 1000 && Count__c = 4 # false",
                "Amount > 1000 || Count__c = 4 # true",
                "AND(ISBLANK(Phone), NOT(ISBLANK(Name))) # true",
                "OR(Done, FALSE) # true",
                "!Done # false",
                "Name = 'Acme' # true",
                "Name = \"acme\" # false",
                "Name != 'Acme' # false",
                "Phone <> 'x' # true",
                "Phone < 5 # false",
                "Phone = NULL # true",
                "LEN(Name) = 2 + 1 * 2 # true",
                "(1 + 1) * 2 = 4 # true",
                "-Amount < 0 # true",
                "Name & '!' = 'Acme!' # true",
                "BEGINS(Name, 'Ac') # true",
                "CONTAINS(Name, 'x') # false",
                "REGEX(Name, '[A-Z][a-z]+') # true",
                "ISPICKVAL(Name, 'Acme') # true",
                "IF(ISNEW(), Day < TODAY(), FALSE) # true",
                "MOD(Count__c, 2) = 1 # true",
                "TEXT(Count__c) = '3' # true",
                "VALUE('12') >= 12 # true",
                "BLANKVALUE(Phone, 'none') = 'none' # true",
                "UPPER(Name) = 'ACME' # true"
            })
    void is_true_or_false_of_a_record(String formula, boolean expected) {
        assertThat(Formula.parse(formula).holds(RECORD)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Amount > | formula 'Amount >': expected a value at character 9, found the end",
                "AND(Done | expected ')' at character 9, found the end",
                "Name = 'x | expected a closing ' at character 10",
                "SUM(Amount) | function SUM at character 1 is not known; use one of [ABS, AND",
                "NOT(Done, Done) | function NOT at character 1 takes 1 arguments, was 2",
                "Done Done | expected the end at character 6, found 'Done'"
            })
    void says_where_a_formula_is_wrong(String formula, String message) {
        assertThatThrownBy(() -> Formula.parse(formula))
                .isInstanceOf(FormulaException.class)
                .hasMessageContaining(message);
    }

    @Test
    void knows_its_fields() {
        assertThat(Formula.parse("AND(ISBLANK(Phone), Amount > Amount)").fields())
                .containsExactlyInAnyOrder("Phone", "Amount");
    }
}
