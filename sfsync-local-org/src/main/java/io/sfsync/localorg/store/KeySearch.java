/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Trait;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds records by many keys at once: one statement for all keys of a chunk. */
final class KeySearch {
    private final Tables tables;
    private final Writer writer;

    KeySearch(Tables tables, Writer writer) {
        this.tables = tables;
        this.writer = writer;
    }

    /** A value as keys are compared: text in lower case unless the field is case sensitive. */
    static Object normal(FieldDefinition field, Object value) {
        return value instanceof String text && !field.is(Trait.CASE_SENSITIVE) ? text.toLowerCase(Locale.ROOT) : value;
    }

    /** The live records with those keys: normal key to ids, mostly one. */
    Map<Object, List<Long>> byKey(ObjectType object, FieldDefinition key, Collection<?> values) throws SQLException {
        Map<Object, List<Long>> found = new HashMap<>();
        if (values.isEmpty()) {
            return found;
        }
        String name = Tables.quoted(key.name());
        PreparedStatement select = writer.prepare(
                "SELECT " + name + ", \"Id\" FROM " + tables.live(object) + " WHERE " + name + " = ANY(?)");
        select.setObject(1, values.toArray());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Object value = key.type() == FieldType.ID ? (Object) rows.getLong(1) : rows.getObject(1);
                found.computeIfAbsent(normal(key, value), any -> new ArrayList<>(1))
                        .add(rows.getLong(2));
            }
        }
        return found;
    }

    /** Those of the ids that have a live record. */
    Set<Long> live(ObjectType object, Collection<Long> ids) throws SQLException {
        return existing(tables.live(object), ids);
    }

    /** Those of the ids that are in the recycle bin. */
    Set<Long> deleted(ObjectType object, Collection<Long> ids) throws SQLException {
        return existing(tables.deleted(object), ids);
    }

    private Set<Long> existing(String table, Collection<Long> ids) throws SQLException {
        Set<Long> found = new HashSet<>();
        if (ids.isEmpty()) {
            return found;
        }
        PreparedStatement select = writer.prepare("SELECT \"Id\" FROM " + table + " WHERE \"Id\" = ANY(?)");
        select.setObject(1, ids.toArray());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }
}
