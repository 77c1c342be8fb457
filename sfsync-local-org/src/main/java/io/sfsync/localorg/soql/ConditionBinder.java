/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.soql.syntax.Condition;
import io.sfsync.localorg.soql.syntax.Expression;
import io.sfsync.localorg.soql.syntax.Literal;
import io.sfsync.localorg.soql.syntax.Operator;
import java.util.List;
import java.util.function.Function;

/** Turns conditions into SQL that is true or false, never unknown, so that NOT means what it says. */
final class ConditionBinder {

    private final ExpressionBinder expressions;
    private final LiteralBinder literals;
    private final Function<Condition.SemiJoin, SqlText> semiJoins;

    /** Semi-joins are whole queries, so whoever binds queries binds them. */
    ConditionBinder(
            ExpressionBinder expressions, LiteralBinder literals, Function<Condition.SemiJoin, SqlText> semiJoins) {
        this.expressions = expressions;
        this.literals = literals;
        this.semiJoins = semiJoins;
    }

    SqlText bind(Condition condition) {
        SqlText sql = new SqlText();
        if (condition instanceof Condition.All all) {
            joined(sql, all.parts(), " AND ");
        } else if (condition instanceof Condition.Any any) {
            joined(sql, any.parts(), " OR ");
        } else if (condition instanceof Condition.Not not) {
            sql.add("NOT COALESCE((").add(bind(not.part())).add("), FALSE)");
        } else if (condition instanceof Condition.Comparison comparison) {
            comparison(sql, comparison);
        } else if (condition instanceof Condition.Membership membership) {
            membership(sql, membership);
        } else if (condition instanceof Condition.SemiJoin semiJoin) {
            semiJoin(sql, semiJoin);
        } else if (condition instanceof Condition.Selection selection) {
            selection(sql, selection);
        }
        return sql;
    }

    private void joined(SqlText sql, List<Condition> parts, String joint) {
        String before = "(";
        for (Condition part : parts) {
            sql.add(before).add(bind(part));
            before = joint;
        }
        sql.add(")");
    }

    private BoundField left(Expression expression) {
        BoundField left = expressions.bind(expression);
        if (!left.isFilterable()) {
            throw text().invalidField(
                            expression.position(),
                            "field '" + left.field().name() + "' can not be filtered in a query call");
        }
        return left;
    }

    private void comparison(SqlText sql, Condition.Comparison comparison) {
        BoundField left = left(comparison.left());
        int position = comparison.left().position();
        Operator operator = comparison.operator();
        if (LiteralBinder.isEmpty(left, comparison.right())) {
            empty(sql, left, operator, position);
        } else if (operator == Operator.LIKE) {
            like(sql, left, comparison.right(), position);
        } else if (comparison.right() instanceof Literal.Range range) {
            range(sql, left.sql(), operator, literals.range(left, range, position));
        } else {
            plain(sql, left, operator, literals.value(left, comparison.right(), position), position);
        }
    }

    private void plain(SqlText sql, BoundField left, Operator operator, Object value, int position) {
        boolean ordering = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
        if (ordering && left.type().storage() == Storage.BOOLEAN) {
            throw text().invalidOperator(position, "invalid operator");
        }
        if (operator == Operator.NOT_EQUAL) {
            sql.add("(" + left.sql() + " IS NULL OR " + left.sql() + " <> ")
                    .parameter(value)
                    .add(")");
        } else {
            sql.add(left.sql() + " " + operator.sql() + " ").parameter(value);
        }
    }

    private void empty(SqlText sql, BoundField left, Operator operator, int position) {
        switch (operator) {
            case EQUAL -> sql.add(left.sql() + " IS NULL");
            case NOT_EQUAL -> sql.add(left.sql() + " IS NOT NULL");
            case LIKE -> sql.add(left.sql() + " IS NULL");
            default -> throw text().invalidOperator(position, "invalid operator");
        }
    }

    private void like(SqlText sql, BoundField left, Literal right, int position) {
        if (left.type().storage() != Storage.TEXT || !(right instanceof Literal.Text pattern)) {
            throw text().invalidOperator(position, "invalid operator");
        }
        sql.add(left.sql() + " LIKE ").parameter(pattern.pattern()).add(" ESCAPE '\\'");
    }

    private static void range(SqlText sql, String left, Operator operator, LiteralBinder.Bounds bounds) {
        switch (operator) {
            case LESS -> sql.add(left + " < ").parameter(bounds.start());
            case AT_MOST -> sql.add(left + " < ").parameter(bounds.end());
            case GREATER -> sql.add(left + " >= ").parameter(bounds.end());
            case AT_LEAST -> sql.add(left + " >= ").parameter(bounds.start());
            case NOT_EQUAL -> {
                sql.add("(" + left + " IS NULL OR " + left + " < ").parameter(bounds.start());
                sql.add(" OR " + left + " >= ").parameter(bounds.end()).add(")");
            }
            default -> {
                sql.add("(" + left + " >= ").parameter(bounds.start());
                sql.add(" AND " + left + " < ").parameter(bounds.end()).add(")");
            }
        }
    }

    private void membership(SqlText sql, Condition.Membership membership) {
        BoundField left = left(membership.left());
        int position = membership.left().position();
        SqlText values = new SqlText();
        boolean withEmpty = false;
        for (Literal literal : membership.values()) {
            if (LiteralBinder.isEmpty(left, literal)) {
                withEmpty = true;
            } else if (literal instanceof Literal.Range range) {
                throw text().unexpected(literal.position(), range.name());
            } else {
                values.add(values.isEmpty() ? "" : ", ").parameter(literals.value(left, literal, position));
            }
        }
        members(sql, left.sql(), membership.negated(), values, withEmpty);
    }

    private static void members(SqlText sql, String left, boolean negated, SqlText values, boolean withEmpty) {
        sql.add(negated ? "NOT COALESCE((" : "(");
        if (!values.isEmpty()) {
            sql.add(left + " IN (").add(values).add(")");
        }
        if (withEmpty) {
            sql.add((values.isEmpty() ? "" : " OR ") + left + " IS NULL");
        }
        sql.add(negated ? "), FALSE)" : ")");
    }

    private void semiJoin(SqlText sql, Condition.SemiJoin semiJoin) {
        BoundField left = left(semiJoin.left());
        sql.add(semiJoin.negated() ? "NOT COALESCE(" : "");
        sql.add(left.sql() + " IN (").add(semiJoins.apply(semiJoin)).add(")");
        sql.add(semiJoin.negated() ? ", FALSE)" : "");
    }

    /** Each alternative is a set of values joined by semicolons, all of which must be selected. */
    private void selection(SqlText sql, Condition.Selection selection) {
        BoundField left = left(selection.left());
        if (left.type() != FieldType.MULTIPICKLIST) {
            throw text().invalidOperator(selection.left().position(), "invalid operator");
        }
        String padded = "CAST(';' || " + left.sql() + " || ';' AS VARCHAR_IGNORECASE)";
        sql.add(selection.negated() ? "NOT COALESCE((" : "(");
        String before = "";
        for (Literal.Text alternative : selection.values()) {
            sql.add(before).add("(TRUE");
            for (String value : alternative.value().split(";", -1)) {
                String escaped =
                        value.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
                sql.add(" AND " + padded + " LIKE ")
                        .parameter("%;" + escaped + ";%")
                        .add(" ESCAPE '\\'");
            }
            sql.add(")");
            before = " OR ";
        }
        sql.add(selection.negated() ? "), FALSE)" : ")");
    }

    private QueryText text() {
        return expressions.scope().names().text();
    }
}
