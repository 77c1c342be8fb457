/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.ObjectTrait;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.soql.syntax.Condition;
import io.sfsync.localorg.soql.syntax.Expression;
import io.sfsync.localorg.soql.syntax.FieldPath;
import io.sfsync.localorg.soql.syntax.FunctionCall;
import io.sfsync.localorg.soql.syntax.OrderItem;
import io.sfsync.localorg.soql.syntax.SelectItem;
import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import io.sfsync.localorg.store.Tables;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Checks queries against a schema and makes plans of them. */
final class QueryBinder {

    /** SOQL and SOSL Reference, "OFFSET". */
    private static final int MAX_OFFSET = 2000;

    /** SOQL and SOSL Reference, "FIELDS()". */
    private static final int MAX_UNBOUNDED_FIELDS_LIMIT = 200;

    private final Scope.Names names;
    private final LiteralBinder literals;

    QueryBinder(OrgSchema schema, Tables tables, String text, boolean includeDeleted, LocalDate today, ZoneId zone) {
        QueryText queryText = new QueryText(text);
        this.names = new Scope.Names(schema, tables, queryText, includeDeleted, new AtomicInteger());
        this.literals = new LiteralBinder(queryText, today, zone);
    }

    Plan bind(SoqlQuery query) {
        ObjectType object = object(query);
        checkLimits(query);
        return plan(query, new Scope(names, object, query.alias()), null);
    }

    private ObjectType object(SoqlQuery query) {
        ObjectType object = names.schema().object(query.object());
        if (object == null) {
            throw names.text().unknownObject(query.object(), query.objectPosition());
        }
        if (!object.is(ObjectTrait.QUERYABLE)) {
            throw new SoqlException(
                    "INVALID_TYPE_FOR_OPERATION", "entity type " + object.name() + " does not support query");
        }
        return object;
    }

    private Plan plan(SoqlQuery query, Scope scope, @Nullable String parent) {
        ExpressionBinder expressions = new ExpressionBinder(scope);
        SelectBinder.Columns columns = new SelectBinder.Columns();
        Plan.Kind kind = kind(query);
        Shape shape = Shape.of(scope.object().name(), -1);
        List<Plan.Child> children = List.of();
        GroupBinder groups = new GroupBinder(expressions, columns);
        if (kind == Plan.Kind.GROUPS) {
            groups.bind(query);
            shape = groups.shape();
        } else if (kind == Plan.Kind.RECORDS) {
            SelectBinder select = new SelectBinder(scope, columns, this::child);
            query.select().forEach(select::bind);
            shape = select.shape();
            children = List.copyOf(select.children());
        }
        if (parent != null) {
            columns.index(parent);
        }
        SqlText where = where(query, expressions, false);
        SqlText grouping = grouping(query.having(), groups, expressions);
        String orderBy = orderBy(query, kind == Plan.Kind.GROUPS ? groups : null, expressions);
        SqlText ids = parent == null && kind == Plan.Kind.RECORDS ? ids(query, scope.object()) : new SqlText();
        Integer offset = query.offset();
        return new Plan(
                scope.object(),
                kind,
                columns.all(),
                shape,
                children,
                scope.from(),
                scope.idSql(),
                where,
                grouping,
                orderBy,
                ids,
                query.limit(),
                offset == null ? 0 : offset);
    }

    /** The same query in a scope of its own, so that parents that are only selected are not joined. */
    private SqlText ids(SoqlQuery query, ObjectType object) {
        Scope scope = new Scope(names, object, query.alias());
        ExpressionBinder expressions = new ExpressionBinder(scope);
        SqlText where = where(query, expressions, false);
        String orderBy = orderBy(query, null, expressions);
        SqlText sql = new SqlText().add("SELECT " + scope.idSql() + " FROM " + scope.from());
        return sql.add(where.isEmpty() ? "" : " WHERE ").add(where).add(orderBy);
    }

    private SqlText where(SoqlQuery query, ExpressionBinder expressions, boolean inner) {
        Condition where = query.where();
        if (where == null) {
            return new SqlText();
        }
        new SemiJoins(names.text()).checkPlaces(where, inner);
        return conditions(expressions).bind(where);
    }

    private SqlText grouping(@Nullable Condition having, GroupBinder groups, ExpressionBinder expressions) {
        SqlText grouping = new SqlText().add(groups.groupBy());
        if (having != null) {
            grouping.add(" HAVING ").add(conditions(expressions).bind(having));
        }
        return grouping;
    }

    private ConditionBinder conditions(ExpressionBinder expressions) {
        return new ConditionBinder(expressions, literals, join -> semiJoin(join, expressions.scope()));
    }

    private static Plan.Kind kind(SoqlQuery query) {
        if (query.countsOnly() && query.groupBy().isEmpty()) {
            return Plan.Kind.COUNT;
        }
        boolean aggregates = query.select().stream().anyMatch(QueryBinder::isAggregate);
        return aggregates || !query.groupBy().isEmpty() ? Plan.Kind.GROUPS : Plan.Kind.RECORDS;
    }

    private static boolean isAggregate(SelectItem item) {
        if (!(item instanceof SelectItem.Value value) || !(value.expression() instanceof FunctionCall call)) {
            return false;
        }
        Function function = Function.named(call.name());
        return function == null || !function.isDisplay();
    }

    private String orderBy(SoqlQuery query, @Nullable GroupBinder groups, ExpressionBinder expressions) {
        StringBuilder sql = new StringBuilder();
        for (OrderItem item : query.orderBy()) {
            Expression expression = item.expression();
            BoundField bound = expressions.bind(expression);
            if (!bound.isSortable()) {
                throw names.text()
                        .invalidField(
                                expression.position(),
                                "field '" + bound.field().name() + "' can not be sorted in a query call");
            }
            if (groups != null) {
                groups.requireGrouped(expression, bound);
            }
            sql.append(sql.isEmpty() ? " ORDER BY " : ", ").append(bound.sql());
            sql.append(item.descending() ? " DESC" : " ASC").append(item.nullsLast() ? " NULLS LAST" : " NULLS FIRST");
        }
        return sql.toString();
    }

    private Plan.Child child(SoqlQuery query, ObjectType parent) {
        ChildRelationship relationship = names.schema().childRelationship(parent, query.object());
        if (relationship == null) {
            throw names.text().unknownChildren(query.object(), query.objectPosition());
        }
        Scope scope = new Scope(names, relationship.child(), query.alias());
        if (kind(query) != Plan.Kind.RECORDS) {
            throw names.text().unexpected(query.select().get(0).position(), "(");
        }
        names.tables().index(relationship.child(), relationship.field());
        String parentId = Scope.column(scope.root(), relationship.field().name());
        return new Plan.Child(String.valueOf(relationship.name()), plan(query, scope, parentId), parentId);
    }

    /** The SELECT of one column, without empty values, which match nothing. */
    private SqlText semiJoin(Condition.SemiJoin join, Scope outer) {
        SoqlQuery query = join.query();
        ObjectType object = object(query);
        Scope scope = new Scope(names, object, query.alias());
        ExpressionBinder expressions = new ExpressionBinder(scope);
        SelectItem only = query.select().get(0);
        if (query.select().size() > 1 || !(only instanceof SelectItem.Value value)) {
            throw names.text().malformed(only.position(), "Semi join sub-selects must select exactly one field");
        }
        SemiJoins rules = new SemiJoins(names.text());
        FieldPath selected = rules.path(value.expression());
        rules.checkFields(rules.path(join.left()), outer, selected, scope, join.position());
        BoundField field = expressions.bind(selected);
        SqlText where = where(query, expressions, true);
        SqlText sql = new SqlText().add("SELECT " + field.sql() + " FROM " + scope.from());
        sql.add(" WHERE " + field.sql() + " IS NOT NULL").add(where.isEmpty() ? "" : " AND ");
        return sql.add(where);
    }

    private void checkLimits(SoqlQuery query) {
        Integer offset = query.offset();
        if (offset != null && offset > MAX_OFFSET) {
            throw new SoqlException("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + MAX_OFFSET);
        }
        boolean unbounded = query.select().stream()
                .anyMatch(item -> item instanceof SelectItem.Fields fields
                        && !fields.kind().equals("STANDARD"));
        Integer limit = query.limit();
        if (unbounded && (limit == null || limit > MAX_UNBOUNDED_FIELDS_LIMIT)) {
            throw new SoqlException(
                    "MALFORMED_QUERY",
                    "The SOQL FIELDS function must have a LIMIT of at most " + MAX_UNBOUNDED_FIELDS_LIMIT);
        }
    }
}
