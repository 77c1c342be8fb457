/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.Reference;
import io.sfsync.localorg.soql.syntax.Condition;
import io.sfsync.localorg.soql.syntax.Expression;
import io.sfsync.localorg.soql.syntax.FieldPath;
import io.sfsync.localorg.soql.syntax.SoqlException;
import java.util.Collections;
import java.util.List;

/** What an org asks of {@code IN (SELECT …)}; SOQL and SOSL Reference, "Comparison Operators", with texts seen in public logs. */
final class SemiJoins {

    private static final int MOST = 2;

    private final QueryText text;

    SemiJoins(QueryText text) {
        this.text = text;
    }

    /** Whether there are too many, or one stands where none may. */
    void checkPlaces(Condition where, boolean inner) {
        if (inner && position(where) >= 0) {
            throw text.malformed(position(where), "Nesting of semi join sub-selects is not supported");
        }
        if (count(where) > MOST) {
            throw new SoqlException("MALFORMED_QUERY", "Maximum " + MOST + " semi join sub-selects are allowed");
        }
        checkNoAlternative(where);
    }

    /** The fields of both queries must hold ids of the same object. */
    void checkFields(FieldPath outer, Scope outerScope, FieldPath inner, Scope innerScope, int position) {
        BoundField left = outerScope.field(outer);
        if (isNoId(left)) {
            throw text.malformed(
                    position,
                    "The left operand field in the where expression for outer query should be an id field, cannot use: '"
                            + left.field().name() + "'");
        }
        BoundField selected = innerScope.field(inner);
        if (isNoId(selected)) {
            throw text.malformed(
                    inner.position(),
                    "Semi join sub-selects can only query id fields, cannot use: '"
                            + selected.field().name() + "'");
        }
        if (Collections.disjoint(targets(left, outer, outerScope), targets(selected, inner, innerScope))) {
            throw text.malformed(
                    outer.position(),
                    "The selected field '" + selected.field().name()
                            + "' in the subquery and the left operand field in the where expression in the outer query '"
                            + left.field().name() + "' should point to the same object type");
        }
    }

    /** The path of an expression, which must be one. */
    FieldPath path(Expression expression) {
        if (expression instanceof FieldPath path) {
            return path;
        }
        throw text.unexpected(expression.position(), "(");
    }

    private static boolean isNoId(BoundField field) {
        return field.type() != FieldType.ID && field.type() != FieldType.REFERENCE;
    }

    private static List<String> targets(BoundField field, FieldPath path, Scope scope) {
        Reference reference = field.field().reference();
        if (reference != null) {
            return reference.targets();
        }
        Scope.Relation relation = scope.relation(scope.relationships(path), path.position());
        return relation instanceof Scope.Relation.Many many
                ? many.targets().stream().map(one -> one.object().name()).toList()
                : List.of(((Scope.Relation.One) relation).object().name());
    }

    private void checkNoAlternative(Condition condition) {
        if (condition instanceof Condition.Any any && position(any) >= 0) {
            throw text.malformed(position(any), "Semi join sub-selects are not allowed with the 'OR' operator");
        }
        parts(condition).forEach(this::checkNoAlternative);
    }

    private static int count(Condition condition) {
        return condition instanceof Condition.SemiJoin
                ? 1
                : parts(condition).stream().mapToInt(SemiJoins::count).sum();
    }

    /** Where the first semi-join stands, -1 if there is none. */
    private static int position(Condition condition) {
        if (condition instanceof Condition.SemiJoin join) {
            return join.position();
        }
        return parts(condition).stream()
                .mapToInt(SemiJoins::position)
                .filter(position -> position >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static List<Condition> parts(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts();
        }
        if (condition instanceof Condition.Any any) {
            return any.parts();
        }
        return condition instanceof Condition.Not not ? List.of(not.part()) : List.of();
    }
}
