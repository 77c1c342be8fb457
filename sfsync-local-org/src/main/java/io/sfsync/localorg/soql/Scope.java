/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Reference;
import io.sfsync.localorg.soql.syntax.FieldPath;
import io.sfsync.localorg.store.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The FROM of one query: its object and the parents that its paths reach, each joined once. */
final class Scope {

    /** SOQL and SOSL Reference, "Understanding Relationship Query Limitations". */
    private static final int MAX_RELATIONSHIPS = 5;

    private final Names names;
    private final Relation root;
    private final @Nullable String rootAlias;
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final StringBuilder from = new StringBuilder();

    Scope(Names names, ObjectType object, @Nullable String soqlAlias) {
        this.names = names;
        this.rootAlias = soqlAlias;
        this.root = new Relation.One(object, names.alias(), "");
        from.append(names.table(object)).append(' ').append(root().alias());
    }

    /**
     * What is shared by all parts of one query.
     *
     * @param schema the objects that the user may see
     * @param tables the names of their tables
     * @param text the query as it came
     * @param includeDeleted whether records in the recycle bin are rows too
     * @param counter makes aliases that differ
     */
    record Names(OrgSchema schema, Tables tables, QueryText text, boolean includeDeleted, AtomicInteger counter) {

        String alias() {
            return "t" + counter.getAndIncrement();
        }

        String table(ObjectType object) {
            return includeDeleted ? tables.all(object) : tables.live(object);
        }
    }

    /** An object, or the objects behind a polymorphic reference, reached by a path. */
    sealed interface Relation {

        /** The SQL of the reference that leads here; empty for the object of the query. */
        String reference();

        /**
         * One object.
         *
         * @param object the object
         * @param alias its alias in SQL
         * @param reference the SQL of the reference that leads here
         */
        record One(ObjectType object, String alias, String reference) implements Relation {}

        /**
         * A polymorphic reference; each object that it may point to is joined.
         *
         * @param targets the objects
         * @param reference the SQL of the reference that leads here
         */
        record Many(List<One> targets, String reference) implements Relation {}
    }

    Names names() {
        return names;
    }

    Relation.One root() {
        return (Relation.One) root;
    }

    ObjectType object() {
        return root().object();
    }

    String from() {
        return from.toString();
    }

    String idSql() {
        return column(root(), "Id");
    }

    static String column(Relation.One relation, String field) {
        return relation.alias() + "." + Tables.quoted(field);
    }

    /** The field that a path leads to. */
    BoundField field(FieldPath path) {
        List<String> relationships = relationships(path);
        Relation relation = relation(relationships, path.position());
        return field(relation, path.field(), path.position());
    }

    BoundField field(Relation relation, String name, int position) {
        if (relation instanceof Relation.Many many) {
            return NameFields.bind(many, name, names.text(), position);
        }
        Relation.One one = (Relation.One) relation;
        FieldDefinition field = one.object().field(name);
        if (field == null) {
            throw names.text().unknownField(name, one.object().name(), position);
        }
        return BoundField.of(field, column(one, field.name()));
    }

    /** The relationships of a path in canonical case, without the alias or the name of the query's own object. */
    List<String> relationships(FieldPath path) {
        List<String> given = path.relationships();
        if (given.isEmpty()) {
            return given;
        }
        String first = given.get(0);
        boolean own = first.equalsIgnoreCase(rootAlias)
                || (object().relationship(first) == null && first.equalsIgnoreCase(object().name()));
        return own ? given.subList(1, given.size()) : given;
    }

    /** Joins what a path of relationships leads to. */
    Relation relation(List<String> path, int position) {
        if (path.size() > MAX_RELATIONSHIPS) {
            throw names.text()
                    .malformed(
                            position,
                            "A path may lead over " + MAX_RELATIONSHIPS + " relationships, this one has "
                                    + path.size());
        }
        Relation relation = root;
        StringBuilder key = new StringBuilder();
        for (String name : path) {
            key.append(name.toLowerCase(Locale.ROOT)).append('.');
            Relation known = relations.get(key.toString());
            if (known == null) {
                known = join(relation, name, position);
                relations.put(key.toString(), known);
            }
            relation = known;
        }
        return relation;
    }

    /** The reference field behind a relationship name of an object that is joined already. */
    FieldDefinition referenceField(Relation relation, String name, int position) {
        Relation.One owner = owner(relation, name);
        FieldDefinition field = owner == null ? null : owner.object().relationship(name);
        if (field == null) {
            throw names.text().unknownRelationship(name, position);
        }
        return field;
    }

    private static Relation.@Nullable One owner(Relation relation, String relationship) {
        return relation instanceof Relation.Many many ? NameFields.owner(many, relationship) : (Relation.One) relation;
    }

    private Relation join(Relation parent, String name, int position) {
        FieldDefinition field = referenceField(parent, name, position);
        Reference reference = field.reference();
        Relation.One owner = owner(parent, name);
        if (reference == null || owner == null) {
            throw names.text().unknownRelationship(name, position);
        }
        String sql = column(owner, field.name());
        List<Relation.One> targets = new ArrayList<>();
        for (String target : reference.targets()) {
            ObjectType object = names.schema().object(target);
            if (object != null) {
                targets.add(joined(object, sql));
            }
        }
        if (targets.isEmpty()) {
            throw names.text().unknownRelationship(name, position);
        }
        return reference.isPolymorphic() ? new Relation.Many(List.copyOf(targets), sql) : targets.get(0);
    }

    private Relation.One joined(ObjectType object, String referenceSql) {
        Relation.One one = new Relation.One(object, names.alias(), referenceSql);
        from.append(" LEFT JOIN ").append(names.table(object)).append(' ').append(one.alias());
        from.append(" ON ").append(column(one, "Id")).append(" = ").append(referenceSql);
        return one;
    }
}
