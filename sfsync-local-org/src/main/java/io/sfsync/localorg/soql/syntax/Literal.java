/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A value written in a query. */
public sealed interface Literal {

    /** Where it stands in the query, a 0-based index. */
    int position();

    /**
     * A quoted text.
     *
     * @param raw the text, its escapes undone, with escaped wildcards in their private form
     * @param position where it stands
     */
    record Text(String raw, int position) implements Literal {

        private static final char QUOTED_PERCENT = '\uE025';
        private static final char QUOTED_UNDERSCORE = '\uE05F';

        static char quoteWildcard(char c) {
            return c == '%' ? QUOTED_PERCENT : QUOTED_UNDERSCORE;
        }

        /** The text that is meant. */
        public String value() {
            return raw.replace(QUOTED_PERCENT, '%').replace(QUOTED_UNDERSCORE, '_');
        }

        /** The text as a pattern of SQL with the backslash as escape character. */
        public String pattern() {
            return raw.replace("\\", "\\\\")
                    .replace(String.valueOf(QUOTED_PERCENT), "\\%")
                    .replace(String.valueOf(QUOTED_UNDERSCORE), "\\_");
        }
    }

    /**
     * A number.
     *
     * @param value the number
     * @param position where it stands
     */
    record Numeric(BigDecimal value, int position) implements Literal {}

    /**
     * {@code true} or {@code false}.
     *
     * @param value the value
     * @param position where it stands
     */
    record Bool(boolean value, int position) implements Literal {}

    /**
     * {@code null}.
     *
     * @param position where it stands
     */
    record Null(int position) implements Literal {}

    /**
     * A day.
     *
     * @param value the day
     * @param position where it stands
     */
    record Day(LocalDate value, int position) implements Literal {}

    /**
     * An instant.
     *
     * @param value the instant
     * @param position where it stands
     */
    record Moment(Instant value, int position) implements Literal {}

    /**
     * A date literal such as {@code TODAY} or {@code LAST_N_DAYS:7}.
     *
     * @param name the name in upper case
     * @param count the number after the colon, or null
     * @param position where it stands
     */
    record Range(String name, @Nullable Integer count, int position) implements Literal {}
}
