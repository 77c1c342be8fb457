/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Trait;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Deletes records with what hangs on them: details and cascading look-ups go too, restricting ones forbid it, others are emptied. Deleted
 * records go to the recycle bin unless they are deleted for good.
 */
final class Deletion {
    static final Set<String> NEVER_EMPTIED = Set.of("OwnerId", "CreatedById", "LastModifiedById");

    private final OrgSchema schema;
    private final Tables tables;
    private final Writer writer;
    private final long now;

    Deletion(OrgSchema schema, Tables tables, Writer writer, long now) {
        this.schema = schema;
        this.tables = tables;
        this.writer = writer;
        this.now = now;
    }

    /** What forbids the deletion of some of the records: record to the plural label of what hangs on it. */
    Map<Long, String> obstacles(ObjectType object, Collection<Long> ids) throws SQLException {
        Map<Long, String> obstacles = new HashMap<>();
        for (ChildRelationship child : children(object)) {
            if (child.field().is(Trait.RESTRICTED_DELETE)) {
                for (long parent : select(child, child.field().name(), ids)) {
                    obstacles.put(parent, child.child().labelPlural().toLowerCase(Locale.ROOT));
                }
            }
        }
        return obstacles;
    }

    void delete(ObjectType object, Collection<Long> ids, boolean forGood) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        for (ChildRelationship child : children(object)) {
            if (child.field().is(Trait.CASCADE_DELETE)) {
                delete(child.child(), select(child, "Id", ids), forGood);
            } else if (!NEVER_EMPTIED.contains(child.field().name())) {
                empty(child, ids);
            }
        }
        Table table = tables.table(object);
        if (forGood) {
            execute("DELETE FROM " + table.deleted() + " WHERE \"Id\" = ANY(?)", ids);
        } else {
            move(table, table.live(), table.deleted(), true, ids);
        }
        execute("DELETE FROM " + table.live() + " WHERE \"Id\" = ANY(?)", ids);
    }

    void undelete(ObjectType object, Collection<Long> ids) throws SQLException {
        Table table = tables.table(object);
        move(table, table.deleted(), table.live(), false, ids);
        execute("DELETE FROM " + table.deleted() + " WHERE \"Id\" = ANY(?)", ids);
    }

    private void move(Table table, String from, String to, boolean deleted, Collection<Long> ids) throws SQLException {
        List<String> columns = table.writableColumns();
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(
                    switch (column) {
                        case "\"IsDeleted\"" -> deleted ? "TRUE" : "FALSE";
                        case "\"LastModifiedDate\"", "\"SystemModstamp\"" -> Long.toString(now);
                        default -> column;
                    });
        }
        try (PreparedStatement move = writer.connection()
                .prepareStatement("INSERT INTO " + to + "(" + String.join(", ", columns) + ") SELECT "
                        + String.join(", ", values) + " FROM " + from + " WHERE \"Id\" = ANY(?)")) {
            move.setObject(1, ids.toArray());
            move.executeUpdate();
        }
    }

    /** Relationships of objects that have records at all. */
    private List<ChildRelationship> children(ObjectType object) throws SQLException {
        List<ChildRelationship> children = new ArrayList<>();
        for (ChildRelationship child : schema.childRelationships(object)) {
            Table table = tables.ifMade(child.child());
            boolean written = child.field().isStored() && child.field().computed() == null;
            if (table != null && written && !isEmpty(table)) {
                children.add(child);
            }
        }
        return children;
    }

    private boolean isEmpty(Table table) throws SQLException {
        PreparedStatement any = writer.prepare("SELECT 1 FROM " + table.live() + " LIMIT 1");
        try (ResultSet row = any.executeQuery()) {
            return !row.next();
        }
    }

    private List<Long> select(ChildRelationship child, String column, Collection<Long> ids) throws SQLException {
        PreparedStatement select =
                writer.prepare("SELECT " + Tables.quoted(column) + " FROM " + tables.live(child.child()) + " WHERE "
                        + Tables.quoted(child.field().name()) + " = ANY(?)");
        select.setObject(1, ids.toArray());
        List<Long> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    private void empty(ChildRelationship child, Collection<Long> ids) throws SQLException {
        FieldDefinition field = child.field();
        String column = Tables.quoted(field.name());
        execute(
                "UPDATE " + tables.live(child.child()) + " SET " + column + " = NULL WHERE " + column + " = ANY(?)",
                ids);
    }

    private void execute(String sql, Collection<Long> ids) throws SQLException {
        PreparedStatement statement = writer.prepare(sql);
        statement.setObject(1, ids.toArray());
        statement.executeUpdate();
    }
}
