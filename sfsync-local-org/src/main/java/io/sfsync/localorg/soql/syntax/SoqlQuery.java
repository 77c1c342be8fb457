/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query as written; nothing in it has been looked up in a schema.
 *
 * @param select the SELECT list; never empty
 * @param object the object, or in a child query the name of the relationship, as written
 * @param objectPosition where {@code object} stands in the query, a 0-based index
 * @param alias the name given to the object, or null
 * @param where the condition, or null
 * @param groupBy what the rows are grouped by; empty without a GROUP BY
 * @param having the condition of the groups, or null
 * @param orderBy the order; empty when the org may choose
 * @param limit the greatest number of rows, or null
 * @param offset how many rows are left out at the beginning, or null
 * @param allRows whether deleted rows are asked for, {@code ALL ROWS}
 */
public record SoqlQuery(
        List<SelectItem> select,
        String object,
        int objectPosition,
        @Nullable String alias,
        @Nullable Condition where,
        List<Expression> groupBy,
        @Nullable Condition having,
        List<OrderItem> orderBy,
        @Nullable Integer limit,
        @Nullable Integer offset,
        boolean allRows) {

    /** Copies the lists. */
    public SoqlQuery {
        select = List.copyOf(select);
        groupBy = List.copyOf(groupBy);
        orderBy = List.copyOf(orderBy);
    }

    /**
     * Reads a query.
     *
     * @param text the query
     * @throws SoqlException if it is not SOQL ({@code MALFORMED_QUERY})
     */
    public static SoqlQuery parse(String text) {
        return new QueryParser(new Tokens(text)).whole();
    }

    /** Whether the whole SELECT list is {@code COUNT()}. */
    public boolean countsOnly() {
        return select.size() == 1
                && select.get(0) instanceof SelectItem.Value value
                && value.expression() instanceof FunctionCall call
                && call.argument() == null;
    }
}
