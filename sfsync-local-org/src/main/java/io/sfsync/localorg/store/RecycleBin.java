/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves records to the recycle bin and back. It knows which records went because of another one: they come back with it, and with it they go
 * for good (SOAP API Developer Guide, undelete).
 */
final class RecycleBin {
    private static final String CASCADE = "\"$Cascade\"";

    private final OrgSchema schema;
    private final Tables tables;
    private final Writer writer;
    private final long now;

    RecycleBin(OrgSchema schema, Tables tables, Writer writer, long now) {
        this.schema = schema;
        this.tables = tables;
        this.writer = writer;
        this.now = now;
    }

    /** What makes the table of records that went with another one. */
    static List<String> ddl() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + CASCADE + " (\"Id\" BIGINT PRIMARY KEY, \"Parent\" BIGINT)",
                "CREATE INDEX IF NOT EXISTS \"$Cascade.Parent\" ON " + CASCADE + "(\"Parent\")");
    }

    static String truncate() {
        return "TRUNCATE TABLE " + CASCADE;
    }

    /** Puts live records into the bin. */
    void add(Table table, Collection<Long> ids) throws SQLException {
        move(table, table.live(), table.deleted(), true, ids);
    }

    /** Notes that records (the keys) go because of others. */
    void link(Map<Long, Long> parents) throws SQLException {
        PreparedStatement merge = writer.prepare("MERGE INTO " + CASCADE + " KEY(\"Id\") VALUES (?, ?)");
        for (Map.Entry<Long, Long> entry : parents.entrySet()) {
            merge.setLong(1, entry.getKey());
            merge.setLong(2, entry.getValue());
            merge.addBatch();
        }
        merge.executeBatch();
    }

    /** Brings records back, and those that went with them. */
    void restore(ObjectType object, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        Table table = tables.table(object);
        move(table, table.deleted(), table.live(), false, ids);
        writer.execute("DELETE FROM " + table.deleted() + " WHERE \"Id\" = ANY(?)", ids);
        writer.execute("DELETE FROM " + CASCADE + " WHERE \"Id\" = ANY(?)", ids);
        for (Map.Entry<ObjectType, List<Long>> entry : followers(ids).entrySet()) {
            restore(entry.getKey(), entry.getValue());
        }
    }

    /** Removes records from the bin for good, and those that went with them. */
    void purge(ObjectType object, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        writer.execute("DELETE FROM " + tables.deleted(object) + " WHERE \"Id\" = ANY(?)", ids);
        writer.execute("DELETE FROM " + CASCADE + " WHERE \"Id\" = ANY(?)", ids);
        for (Map.Entry<ObjectType, List<Long>> entry : followers(ids).entrySet()) {
            purge(entry.getKey(), entry.getValue());
        }
    }

    private Map<ObjectType, List<Long>> followers(Collection<Long> ids) throws SQLException {
        Map<ObjectType, List<Long>> followers = new LinkedHashMap<>();
        PreparedStatement select = writer.prepare("SELECT \"Id\" FROM " + CASCADE + " WHERE \"Parent\" = ANY(?)");
        select.setObject(1, ids.toArray());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                ObjectType object = schema.objectByPrefix(RecordId.keyPrefix(id));
                if (object != null) {
                    followers.computeIfAbsent(object, any -> new ArrayList<>()).add(id);
                }
            }
        }
        return followers;
    }

    /** A unique value of a record in the bin that a live record has by now. */
    record Taken(FieldDefinition field, long holder) {}

    /** Which of the records can't come back, since a live record has one of their unique values. */
    Map<Long, Taken> taken(ObjectType object, Collection<Long> ids) throws SQLException {
        Map<Long, Taken> taken = new HashMap<>();
        for (FieldDefinition field : object.fields()) {
            if (field.is(Trait.UNIQUE) && field.isStored() && !ids.isEmpty()) {
                Map<Long, Object> values = values(object, field, ids);
                Map<Object, List<Long>> holders = new KeySearch(tables, writer).byKey(object, field, values.values());
                values.forEach((id, value) -> {
                    List<Long> found = holders.get(KeySearch.normal(field, value));
                    if (found != null) {
                        taken.putIfAbsent(id, new Taken(field, found.get(0)));
                    }
                });
            }
        }
        return taken;
    }

    private Map<Long, Object> values(ObjectType object, FieldDefinition field, Collection<Long> ids)
            throws SQLException {
        Map<Long, Object> values = new LinkedHashMap<>();
        PreparedStatement select = writer.prepare("SELECT \"Id\", " + Tables.quoted(field.name()) + " FROM "
                + tables.deleted(object) + " WHERE \"Id\" = ANY(?)");
        select.setObject(1, ids.toArray());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Object value = rows.getObject(2);
                if (value != null) {
                    values.put(rows.getLong(1), value);
                }
            }
        }
        return values;
    }

    private void move(Table table, String from, String to, boolean deleted, Collection<Long> ids) throws SQLException {
        List<String> columns = table.writableColumns();
        List<String> values = new ArrayList<>();
        for (String column : columns) {
            values.add(
                    switch (column) {
                        case "\"IsDeleted\"" -> deleted ? "TRUE" : "FALSE";
                        case "\"LastModifiedDate\"", "\"SystemModstamp\"" -> "CAST(?2 AS BIGINT)";
                        default -> column;
                    });
        }
        PreparedStatement move = writer.prepare("INSERT INTO " + to + "(" + String.join(", ", columns) + ") SELECT "
                + String.join(", ", values) + " FROM " + from + " WHERE \"Id\" = ANY(?1)");
        move.setObject(1, ids.toArray());
        move.setLong(2, now);
        move.executeUpdate();
    }
}
