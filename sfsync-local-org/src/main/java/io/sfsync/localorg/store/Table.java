/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.schema.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The table of one object: its SQL and the numbers of its rows. Thread-safe. */
final class Table {
    private final ObjectType object;
    private final AtomicLong lastRow;
    private final Set<String> indexed = ConcurrentHashMap.newKeySet();

    Table(ObjectType object, long lastRow) {
        this.object = object;
        this.lastRow = new AtomicLong(lastRow);
    }

    ObjectType object() {
        return object;
    }

    String live() {
        return Tables.quoted(object.name());
    }

    String deleted() {
        return Tables.quoted(object.name() + "$Deleted");
    }

    String all() {
        return Tables.quoted(object.name() + "$All");
    }

    /** Takes numbers for {@code count} new rows; the first of them. */
    long takeRows(int count) {
        return lastRow.getAndAdd(count) + 1;
    }

    void reset() {
        lastRow.set(0);
    }

    /** True for the first caller with that field, who then makes the index. */
    boolean claimIndex(FieldDefinition field) {
        return indexed.add(field.name());
    }

    boolean isIndexed(FieldDefinition field) {
        return indexed.contains(field.name());
    }

    /** What makes the tables; in a kept folder it also gives older ones the fields that the schema has got since. */
    List<String> ddl(boolean kept) {
        List<String> statements = new ArrayList<>();
        for (String name : List.of(live(), deleted())) {
            statements.add(create(name));
            if (kept) {
                statements.addAll(missingColumns(name));
            }
        }
        statements.add("CREATE OR REPLACE VIEW " + all() + " AS SELECT * FROM " + live() + " UNION ALL SELECT * FROM "
                + deleted());
        return statements;
    }

    private List<String> missingColumns(String name) {
        return object.fields().stream()
                .filter(field -> field.isStored() && !field.name().equals("Id"))
                .map(field -> "ALTER TABLE " + name + " ADD COLUMN IF NOT EXISTS " + column(field))
                .toList();
    }

    String index(FieldDefinition field) {
        String unique = field.is(Trait.UNIQUE) ? "UNIQUE " : "";
        String name = Tables.quoted(object.name() + "." + field.name());
        return "CREATE " + unique + "INDEX IF NOT EXISTS " + name + " ON " + live() + "(" + Tables.quoted(field.name())
                + ")";
    }

    /** The columns that can be written, in the order of the table; computed ones can't. */
    List<String> writableColumns() {
        return object.fields().stream()
                .filter(field -> field.isStored() && field.computed() == null)
                .map(field -> Tables.quoted(field.name()))
                .toList();
    }

    private String create(String name) {
        StringBuilder sql = new StringBuilder("CREATE TABLE IF NOT EXISTS " + name + " (");
        String separator = "";
        for (FieldDefinition field : object.fields()) {
            if (field.isStored()) {
                sql.append(separator).append(column(field));
                separator = ", ";
            }
        }
        return sql.append(')').toString();
    }

    private static String column(FieldDefinition field) {
        String column = Tables.quoted(field.name()) + " " + sqlType(field);
        if (field.name().equals("Id")) {
            return column + " PRIMARY KEY";
        }
        if (field.computed() != null) {
            return column + " GENERATED ALWAYS AS (" + field.computed() + ")";
        }
        Object value = field.defaultValue();
        if (value == null) {
            return column;
        }
        String literal = value instanceof String text
                ? "'" + text.replace("'", "''") + "'"
                : value.toString().toUpperCase(Locale.ROOT);
        return column + " DEFAULT " + literal;
    }

    private static String sqlType(FieldDefinition field) {
        Storage storage = field.type().storage();
        return storage == Storage.TEXT && field.is(Trait.CASE_SENSITIVE) ? "VARCHAR" : storage.sqlType();
    }
}
