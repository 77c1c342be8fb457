/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules of a chunk look up. */
final class RuleData {
    private final Tables tables;
    private final Writer writer;

    RuleData(Tables tables, Writer writer) {
        this.tables = tables;
        this.writer = writer;
    }

    /** The record types of an object: developer name to id. */
    Map<String, Long> recordTypes(ObjectType object) throws SQLException {
        PreparedStatement select =
                writer.prepare("SELECT \"DeveloperName\", \"Id\" FROM \"RecordType\" WHERE \"SobjectType\" = ?");
        select.setString(1, object.name());
        Map<String, Long> ids = new HashMap<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.put(rows.getString(1), rows.getLong(2));
            }
        }
        return ids;
    }

    @Nullable
    String assignmentRule(long id) throws SQLException {
        PreparedStatement select = writer.prepare("SELECT \"Name\" FROM \"AssignmentRule\" WHERE \"Id\" = ?");
        select.setLong(1, id);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** The user of that name, or else the queue of that developer name. */
    @Nullable
    Long owner(String name) throws SQLException {
        Long user = idBy("SELECT \"Id\" FROM \"User\" WHERE \"Username\" = ?", name);
        return user != null ? user : idBy("SELECT \"Id\" FROM \"Group\" WHERE \"DeveloperName\" = ?", name);
    }

    private @Nullable Long idBy(String sql, String value) throws SQLException {
        PreparedStatement select = writer.prepare(sql);
        select.setString(1, value);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : null;
        }
    }

    /** What the records that are changed hold now, by field name in lower case. */
    Map<Long, Map<String, @Nullable Object>> existing(ObjectType object, Collection<String> names, List<Draft> drafts)
            throws SQLException {
        Map<Long, Map<String, @Nullable Object>> records = new HashMap<>();
        List<Long> ids = drafts.stream()
                .filter(draft -> !draft.insert)
                .map(draft -> draft.id)
                .toList();
        List<String> columns = new ArrayList<>(List.of("\"Id\""));
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            FieldDefinition field = object.field(name);
            if (field != null) {
                columns.add(Tables.quoted(field.name()));
                keys.add(field.name().toLowerCase(Locale.ROOT));
            }
        }
        if (ids.isEmpty()) {
            return records;
        }
        PreparedStatement select = writer.prepare(
                "SELECT " + String.join(", ", columns) + " FROM " + tables.live(object) + " WHERE \"Id\" = ANY(?)");
        select.setObject(1, ids.toArray());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Map<String, @Nullable Object> record = new HashMap<>();
                for (int i = 0; i < keys.size(); i++) {
                    record.put(keys.get(i), rows.getObject(i + 2));
                }
                records.put(rows.getLong(1), record);
            }
        }
        return records;
    }

    /** Live records whose fields have those values. */
    List<Long> equal(ObjectType object, List<String> fields, List<Object> values) throws SQLException {
        List<String> conditions =
                fields.stream().map(field -> Tables.quoted(field) + " = ?").toList();
        PreparedStatement select = writer.prepare("SELECT \"Id\" FROM " + tables.live(object) + " WHERE "
                + String.join(" AND ", conditions) + " LIMIT 10");
        for (int i = 0; i < values.size(); i++) {
            select.setObject(i + 1, values.get(i));
        }
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
