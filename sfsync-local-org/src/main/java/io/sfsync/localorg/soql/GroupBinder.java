/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.soql.syntax.Expression;
import io.sfsync.localorg.soql.syntax.FieldPath;
import io.sfsync.localorg.soql.syntax.FunctionCall;
import io.sfsync.localorg.soql.syntax.SelectItem;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import java.util.LinkedHashSet;
import java.util.Set;

/** Builds the columns and the shape of a query that answers with groups. */
final class GroupBinder {

    private final ExpressionBinder expressions;
    private final SelectBinder.Columns columns;
    private final Shape shape = Shape.of("AggregateResult", -1);
    private final Set<String> groups = new LinkedHashSet<>();

    GroupBinder(ExpressionBinder expressions, SelectBinder.Columns columns) {
        this.expressions = expressions;
        this.columns = columns;
    }

    Shape shape() {
        return shape;
    }

    /** GROUP BY with its keyword, or nothing where all rows are one group. */
    String groupBy() {
        return groups.isEmpty() ? "" : " GROUP BY " + String.join(", ", groups);
    }

    void bind(SoqlQuery query) {
        for (Expression group : query.groupBy()) {
            BoundField bound = expressions.bind(group);
            if (bound.aggregate() || !bound.isGroupable()) {
                throw text().invalidField(
                                group.position(),
                                "field '" + bound.field().name() + "' can not be grouped in a query call");
            }
            groups.add(bound.sql());
        }
        int unnamed = 0;
        for (SelectItem item : query.select()) {
            if (!(item instanceof SelectItem.Value value)) {
                throw text().unexpected(item.position(), "(");
            }
            BoundField bound = expressions.bind(value.expression());
            requireGrouped(value.expression(), bound);
            boolean named = bound.aggregate() || value.expression() instanceof FunctionCall;
            String key = value.alias() != null
                    ? value.alias()
                    : named ? "expr" + unnamed++ : bound.field().name();
            add(value, key, bound);
        }
    }

    private void add(SelectItem.Value value, String key, BoundField bound) {
        Shape.Entry.Value entry = new Shape.Entry.Value(bound.field(), columns.index(bound.sql()), null, 0);
        if (shape.entries().putIfAbsent(key, entry) != null) {
            throw text().malformed(value.position(), "duplicate alias: " + key);
        }
    }

    void requireGrouped(Expression expression, BoundField bound) {
        if (!bound.aggregate() && !groups.contains(bound.sql())) {
            throw text().malformed(expression.position(), "Field must be grouped or aggregated: " + shown(expression));
        }
    }

    private static String shown(Expression expression) {
        return expression instanceof FieldPath path ? path.toString() : "expression";
    }

    private QueryText text() {
        return expressions.scope().names().text();
    }
}
