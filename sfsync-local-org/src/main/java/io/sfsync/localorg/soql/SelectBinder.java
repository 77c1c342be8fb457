/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Reference;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.schema.Trait;
import io.sfsync.localorg.soql.syntax.Expression;
import io.sfsync.localorg.soql.syntax.FieldPath;
import io.sfsync.localorg.soql.syntax.FunctionCall;
import io.sfsync.localorg.soql.syntax.SelectItem;
import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.soql.syntax.SoqlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Builds the columns and the shape of a query that answers with records. */
final class SelectBinder {

    private final Scope scope;
    private final Columns columns;
    private final Shape root;
    private int values;
    private final List<Plan.Child> children = new ArrayList<>();
    private final BiFunction<SoqlQuery, ObjectType, Plan.Child> childQueries;

    SelectBinder(Scope scope, Columns columns, BiFunction<SoqlQuery, ObjectType, Plan.Child> childQueries) {
        this.scope = scope;
        this.columns = columns;
        this.childQueries = childQueries;
        this.root = Shape.of(scope.object().name(), columns.index(scope.idSql()));
    }

    Shape shape() {
        return root;
    }

    List<Plan.Child> children() {
        return children;
    }

    void bind(SelectItem item) {
        if (item instanceof SelectItem.Value value) {
            value(value);
        } else if (item instanceof SelectItem.Fields fields) {
            fields(fields.kind());
        } else if (item instanceof SelectItem.Subquery subquery) {
            child(subquery);
        } else if (item instanceof SelectItem.Typeof typeof) {
            typeof(typeof);
        }
    }

    private void value(SelectItem.Value item) {
        Expression expression = item.expression();
        Function display = null;
        while (expression instanceof FunctionCall call && call.argument() != null) {
            display = display == null ? Function.named(call.name()) : display;
            expression = call.argument();
        }
        if (item.alias() != null && display == null) {
            throw text().malformed(item.position(), "only aggregate expressions use field aliasing");
        }
        if (!(expression instanceof FieldPath path)) {
            throw text().unexpected(item.position(), "(");
        }
        List<String> relationships = scope.relationships(path);
        Scope.Relation relation = scope.relation(relationships, path.position());
        Shape shape = parent(relationships, path.position());
        if (relation instanceof Scope.Relation.One one && isCompound(one, path.field())) {
            put(shape, path.field(), compound(one, path.field()), path);
            return;
        }
        BoundField field = scope.field(relation, path.field(), path.position());
        String key = item.alias() == null ? field.field().name() : item.alias();
        put(shape, key, entry(field.field(), field.sql(), display), path);
    }

    private void put(Shape shape, String key, Shape.Entry entry, FieldPath path) {
        String canonical = entry instanceof Shape.Entry.Compound ? canonical(path) : key;
        if (shape.entries().putIfAbsent(canonical, entry) != null) {
            throw new SoqlException("INVALID_FIELD", "duplicate field selected: " + path);
        }
    }

    private String canonical(FieldPath path) {
        Scope.Relation relation = scope.relation(scope.relationships(path), path.position());
        FieldDefinition field =
                relation instanceof Scope.Relation.One one ? one.object().field(path.field()) : null;
        return field == null ? path.field() : field.name();
    }

    /** The shape that a path of relationships leads to, made where it is missing. */
    private Shape parent(List<String> relationships, int position) {
        Shape shape = root;
        for (int depth = 1; depth <= relationships.size(); depth++) {
            Scope.Relation above = scope.relation(relationships.subList(0, depth - 1), position);
            Scope.Relation relation = scope.relation(relationships.subList(0, depth), position);
            String name = relationships.get(depth - 1);
            Reference reference = scope.referenceField(above, name, position).reference();
            String key =
                    reference == null || reference.relationshipName() == null ? name : reference.relationshipName();
            Shape.Entry entry = shape.entries().computeIfAbsent(key, any -> new Shape.Entry.Parent(empty(relation)));
            shape = ((Shape.Entry.Parent) entry).shape();
        }
        return shape;
    }

    private Shape empty(Scope.Relation relation) {
        if (relation instanceof Scope.Relation.One one) {
            return Shape.of(one.object().name(), columns.index(Scope.column(one, "Id")));
        }
        List<String> ids = new ArrayList<>();
        for (Scope.Relation.One one : ((Scope.Relation.Many) relation).targets()) {
            ids.add(Scope.column(one, "Id"));
        }
        return Shape.of("Name", columns.index("COALESCE(" + String.join(", ", ids) + ")"));
    }

    private Shape.Entry.Value entry(FieldDefinition field, String sql, @Nullable Function display) {
        return new Shape.Entry.Value(field, columns.index(sql), display, values++);
    }

    private static boolean isCompound(Scope.Relation.One one, String name) {
        FieldDefinition field = one.object().field(name);
        return field != null && field.type().storage() == Storage.NONE;
    }

    /** The parts in alphabetical order of their keys, as address fields were recorded. */
    private Shape.Entry.Compound compound(Scope.Relation.One one, String name) {
        Map<String, Shape.Entry.Value> parts = new TreeMap<>();
        for (FieldDefinition field : one.object().fields()) {
            if (name.equalsIgnoreCase(field.compoundFieldName()) && field.isStored()) {
                parts.put(Compounds.key(name, field.name()), entry(field, Scope.column(one, field.name()), null));
            }
        }
        return new Shape.Entry.Compound(parts);
    }

    private void fields(String kind) {
        for (FieldDefinition field : scope.object().fields()) {
            boolean custom = field.is(Trait.CUSTOM);
            if (kind.equals("ALL") || custom == kind.equals("CUSTOM")) {
                root.entries().computeIfAbsent(field.name(), any -> entry(field));
            }
        }
    }

    private Shape.Entry entry(FieldDefinition field) {
        return field.isStored()
                ? entry(field, Scope.column(scope.root(), field.name()), null)
                : compound(scope.root(), field.name());
    }

    private void child(SelectItem.Subquery subquery) {
        Plan.Child child = childQueries.apply(subquery.query(), scope.object());
        root.entries().put(child.key(), new Shape.Entry.Children(children.size()));
        children.add(child);
    }

    private void typeof(SelectItem.Typeof typeof) {
        List<String> path = new ArrayList<>(scope.relationships(typeof.relationship()));
        path.add(typeof.relationship().field());
        Scope.Relation relation = scope.relation(path, typeof.relationship().position());
        if (!(relation instanceof Scope.Relation.Many many) || path.size() > 1) {
            throw text().malformed(
                            typeof.position(),
                            "TYPEOF is only supported on polymorphic relationships: " + typeof.relationship());
        }
        List<Shape> shapes = new ArrayList<>();
        for (Scope.Relation.One target : many.targets()) {
            Shape shape = Shape.of(target.object().name(), columns.index(Scope.column(target, "Id")));
            SelectItem.Case branch = branch(typeof, target.object());
            for (FieldPath field : branch == null ? typeof.otherwise() : branch.fields()) {
                BoundField bound = scope.field(branch == null ? many : target, field.field(), field.position());
                Shape.Entry.Value value = entry(bound.field(), bound.sql(), null);
                shape.entries().put(bound.field().name(), value);
            }
            shapes.add(shape);
        }
        Reference reference = scope.referenceField(scope.root(), path.get(0), typeof.position())
                .reference();
        String key =
                reference == null || reference.relationshipName() == null ? path.get(0) : reference.relationshipName();
        root.entries().put(key, new Shape.Entry.OneOf(List.copyOf(shapes)));
    }

    /** The fields named for an object, or null where the ELSE branch has the fields of the Name object. */
    private static SelectItem.@Nullable Case branch(SelectItem.Typeof typeof, ObjectType object) {
        for (SelectItem.Case branch : typeof.cases()) {
            if (branch.object().equalsIgnoreCase(object.name())) {
                return branch;
            }
        }
        return null;
    }

    private QueryText text() {
        return scope.names().text();
    }

    /** The SQL expressions to select, each once. */
    static final class Columns {
        private final List<String> sql = new ArrayList<>();

        int index(String expression) {
            int at = sql.indexOf(expression);
            if (at >= 0) {
                return at;
            }
            sql.add(expression);
            return sql.size() - 1;
        }

        List<String> all() {
            return sql;
        }
    }
}
