/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the store, for those who write SQL over them. Thread-safe.
 *
 * <p>Each object has a table of its API name, quoted: {@code "Account"}. Each stored field is a column of its API name, quoted, of the type
 * of its {@link io.sfsync.localorg.schema.Storage}: {@code "Id" BIGINT PRIMARY KEY}, ids and references as {@link RecordId} codes them
 * (so a join is {@code c."AccountId" = a."Id"}), dates as days, date-times as milliseconds. Text columns ignore case in comparisons and
 * orders unless the field is case sensitive. Every object has {@code Id, IsDeleted, CreatedDate, CreatedById, LastModifiedDate,
 * LastModifiedById, SystemModstamp}. Compound fields ({@code BillingAddress}) have no column.
 *
 * <p>Deleted records stand in a second table of the same columns, so that the first needs no condition on {@code IsDeleted} and its unique
 * keys know only live records.
 *
 * <p>Tables are made when they are first asked for, so SQL must take their names from here.
 */
public final class Tables {
    private final OrgSchema schema;
    private final Database database;
    private final boolean kept;
    private final Map<String, Table> made = new ConcurrentHashMap<>();

    Tables(OrgSchema schema, Database database, boolean kept) {
        this.kept = kept;
        this.schema = schema;
        this.database = database;
    }

    /** The quoted name of the table of live records. */
    public String live(ObjectType object) {
        return table(object).live();
    }

    /** The quoted name of the table of the recycle bin. */
    public String deleted(ObjectType object) {
        return table(object).deleted();
    }

    /** The quoted name of a view of both, for {@code queryAll}. */
    public String all(ObjectType object) {
        return table(object).all();
    }

    /** Makes an index on a field of live records unless it has one, so that a join or a look-up by it is quick. */
    public void index(ObjectType object, FieldDefinition field) {
        Table table = table(object);
        if (field.name().equals("Id") || table.isIndexed(field)) {
            return;
        }
        synchronized (table) {
            if (table.claimIndex(field)) {
                execute(table.index(field));
            }
        }
    }

    /** A name in double quotes, as SQL over the tables needs it. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The table, made if need be. A user's narrower view of an object has the table of the whole. */
    Table table(ObjectType object) {
        Table table = made.get(object.name());
        return table != null ? table : made.computeIfAbsent(object.name(), this::make);
    }

    /** The table if it was made already. */
    @Nullable
    Table ifMade(ObjectType object) {
        return made.get(object.name());
    }

    Collection<Table> made() {
        return made.values();
    }

    private Table make(String name) {
        ObjectType whole = schema.object(name);
        if (whole == null) {
            throw new IllegalArgumentException("the schema of the store has no object " + name);
        }
        Table table = new Table(whole, 0);
        for (String statement : table.ddl(kept)) {
            execute(statement);
        }
        return new Table(whole, lastRow(table));
    }

    /** Makes what the recycle bin needs beside the tables of the objects. */
    void makeRecycleBin() {
        RecycleBin.ddl().forEach(this::execute);
    }

    private void execute(String sql) {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StoreException("the database refused: " + sql, e);
        }
    }

    /** The last row number of a kept folder; 0 for a new table. */
    private long lastRow(Table table) {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT GREATEST(COALESCE((SELECT MAX(\"Id\") FROM "
                        + table.live() + "), 0), COALESCE((SELECT MAX(\"Id\") FROM " + table.deleted() + "), 0))")) {
            return found.next() ? RecordId.row(found.getLong(1)) : 0;
        } catch (SQLException e) {
            throw new StoreException("the database can't count " + table.live(), e);
        }
    }
}
