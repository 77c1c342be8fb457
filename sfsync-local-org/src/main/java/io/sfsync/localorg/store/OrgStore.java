/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The rows of the org. Thread-safe.
 *
 * <p>Holds from the start: the organization, the profiles {@code System Administrator} and {@code Standard User}, the user
 * {@link #adminId()}, the record types and assignment rules of the schema, and the standard price book.
 */
public final class OrgStore implements AutoCloseable {
    private final OrgSchema schema;
    private final Clock clock;
    private final Database database;
    private final Tables tables;
    private final Transactions transactions;
    private final ChunkGuards guards = new ChunkGuards();
    private final Dml dml;

    private OrgStore(OrgSchema schema, StoreOptions options, Database database) {
        this.schema = schema;
        this.database = database;
        clock = options.clock();
        tables = new Tables(schema, database, options.location() == StoreOptions.Location.FOLDER);
        transactions = new Transactions(database);
        dml = new Dml(schema, tables, transactions, guards, clock);
    }

    /** Opens a store for the objects of a schema. The caller closes it. */
    public static OrgStore open(OrgSchema schema, StoreOptions options) {
        return open(schema, options, Database.open(options));
    }

    /**
     * Opens a store for the objects of a schema that is still to be read, which is done while the database opens. The caller closes it.
     *
     * @throws RuntimeException as the schema's supplier throws it
     */
    public static OrgStore open(Supplier<OrgSchema> schema, StoreOptions options) {
        CompletableFuture<Database> opening = CompletableFuture.supplyAsync(() -> connected(options));
        OrgSchema read;
        try {
            read = schema.get();
        } catch (RuntimeException e) {
            opening.join().close();
            throw e;
        }
        try {
            return open(read, options, opening.join());
        } catch (CompletionException e) {
            throw new StoreException(
                    "the database in " + options.location() + " can't be opened: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    e);
        }
    }

    /** A database that has answered once, which is what takes its time. */
    private static Database connected(StoreOptions options) {
        Database database = Database.open(options);
        try (Connection connection = database.connection()) {
            connection.isValid(0);
            return database;
        } catch (SQLException e) {
            throw new StoreException("no connection to the database: " + e.getMessage(), e);
        }
    }

    private static OrgStore open(OrgSchema schema, StoreOptions options, Database database) {
        OrgStore store = new OrgStore(schema, options, database);
        store.plant();
        return store;
    }

    private void plant() {
        Seed seed = new Seed(schema, tables, clock.millis());
        seed.makeTables();
        ObjectType organization = Objects.requireNonNull(schema.object("Organization"));
        if (count(organization) > 0) {
            return;
        }
        try {
            transactions.atomically(writer -> {
                seed.plant(writer);
                return true;
            });
        } catch (SQLException e) {
            throw new StoreException("the org's first records can't be saved: " + e.getMessage(), e);
        }
    }

    /** The whole schema, which nothing hides; see {@link OrgSchema#visibleTo} for a user's. */
    public OrgSchema schema() {
        return schema;
    }

    /** The engine that changes rows. */
    public Dml dml() {
        return dml;
    }

    /** Sets what stands over chunks from now on: row locks, the cost of triggers; by default nothing. */
    public void guards(List<ChunkGuard> replacement) {
        guards.set(replacement);
    }

    /** The names of the tables. */
    public Tables tables() {
        return tables;
    }

    /**
     * A connection for reading, from a pool; the caller closes it. Inside {@link #inTransaction} it is the transaction's, which sees what the
     * transaction wrote, and closing it does nothing.
     */
    public Connection connection() {
        try {
            return transactions.reading();
        } catch (SQLException e) {
            throw new StoreException("no connection to the database: " + e.getMessage(), e);
        }
    }

    /**
     * Does several chunks, and reads, as one transaction: what {@link Dml#execute} and {@link #connection} do on this thread inside
     * {@code work} belongs to it. Nested calls join the outer one, as a savepoint.
     *
     * @param work what to do; true to keep what was written, false to roll it back. An exception rolls back too
     * @return what {@code work} gave
     */
    public boolean inTransaction(Supplier<Boolean> work) {
        return transactions.run(work);
    }

    /** The id of the organization. */
    public long organizationId() {
        return Seed.organizationId();
    }

    /** The id of the first user, a system administrator. */
    public long adminId() {
        return Seed.adminId();
    }

    /**
     * Adds an active user.
     *
     * @param username the login name
     * @param lastName what people call them
     * @param profile the name of a profile
     * @return the id of the user
     * @throws IllegalArgumentException if there is no such profile
     */
    public long addUser(String username, String lastName, String profile) {
        try {
            return transactions.atomically(writer -> {
                PreparedStatement find = writer.prepare("SELECT \"Id\" FROM \"Profile\" WHERE \"Name\" = ?");
                find.setString(1, profile);
                try (ResultSet found = find.executeQuery()) {
                    if (!found.next()) {
                        throw new IllegalArgumentException("the org has no profile '" + profile + "'");
                    }
                    return new Seed(schema, tables, clock.millis())
                            .addUser(writer, username, lastName, found.getLong(1));
                }
            });
        } catch (SQLException e) {
            throw new StoreException("user " + username + " can't be saved: " + e.getMessage(), e);
        }
    }

    /** How many live records an object has. */
    public long count(ObjectType object) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + tables.live(object))) {
            return found.next() ? found.getLong(1) : 0;
        } catch (SQLException e) {
            throw new StoreException("the records of " + object + " can't be counted: " + e.getMessage(), e);
        }
    }

    /** How many live records an object has; 0, without making its table, for one that was never used. */
    public long countIfUsed(ObjectType object) {
        return tables.ifMade(object) == null ? 0 : count(object);
    }

    /** Makes the store as empty as it was when it was opened; takes milliseconds. No request may be under way. */
    public void reset() {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            for (Table table : tables.made()) {
                statement.execute("TRUNCATE TABLE " + table.live());
                statement.execute("TRUNCATE TABLE " + table.deleted());
                table.reset();
            }
            statement.execute(RecycleBin.truncate());
        } catch (SQLException e) {
            throw new StoreException("the store can't be emptied: " + e.getMessage(), e);
        }
        plant();
    }

    @Override
    public void close() {
        transactions.close();
        database.close();
    }
}
