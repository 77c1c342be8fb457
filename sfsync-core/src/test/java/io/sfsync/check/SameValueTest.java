/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameValueTest {
    @ParameterizedTest(name = "{0} and {1} of a {2}: {3}")
    @CsvSource({
        "a, a, string, true",
        "' a ', a, string, true",
        "a, A, string, false",
        "1.50, 1.5, double, true",
        "1.239, 1.24, currency, true",
        "1.2, 1.24, currency, false",
        "x, 1, double, false",
        "1e999999999, 1, double, false",
        "1, true, boolean, true",
        "FALSE, true, boolean, false",
        "2025-01-31, 2025-01-31, date, true",
        "2025-01-31T10:00:00Z, 2025-01-31, date, true",
        "2025-01-31T10:00:00.123+01:00, 2025-01-31T09:00:00.000+0000, datetime, true",
        "2025-01-31T10:00:00Z, 2025-01-31T09:00:00.000+0000, datetime, false",
        "tomorrow, 2025-01-31T09:00:00.000+0000, datetime, false",
        "001000000000001AAA, 001000000000001, reference, true",
        "b;a, a;b, multipicklist, true",
        "b, a;b, multipicklist, false",
        "a, , string, false",
    })
    void values_are_compared_as_the_org_keeps_them(String sent, String there, String type, boolean same) {
        assertThat(new SameValue(NullPolicy.IGNORE).of(sent, there, type, 2)).isEqualTo(same);
    }

    @Test
    void a_missing_value_changes_something_only_where_it_clears() {
        assertThat(new SameValue(NullPolicy.IGNORE).of(null, "x", "string", 0)).isTrue();
        assertThat(new SameValue(NullPolicy.CLEAR).of(null, "x", "string", 0)).isFalse();
        assertThat(new SameValue(NullPolicy.CLEAR).of(null, null, "string", 0)).isTrue();
        assertThat(new SameValue(NullPolicy.CLEAR).of(Absent.VALUE, "x", "string", 0))
                .isTrue();
    }
}
