/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule applies to a record.
 *
 * @param columns whose values the tests see, one for each
 * @param tests all must hold
 * @param expression sees the record as a map and must hold too, {@code null} for none
 * @param description what it asks, as text
 */
record Condition(
        List<SourcePath> columns,
        List<Test> tests,
        @Nullable Expression expression,
        String description) {
    Condition {
        columns = List.copyOf(columns);
        tests = List.copyOf(tests);
    }

    /** A question to one value. */
    @FunctionalInterface
    interface Test {
        /**
         * Whether it holds.
         *
         * @param value {@code null} where it is missing
         * @throws TransformException if the question does not fit the value; the record is then rejected
         */
        boolean holds(@Nullable Object value);
    }
}
