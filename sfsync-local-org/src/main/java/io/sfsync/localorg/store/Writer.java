/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection that changes rows, with the statements it has prepared. Used by one thread at a time. */
final class Writer implements AutoCloseable {
    private static final int MOST_STATEMENTS = 200;

    private final Connection connection;
    private final boolean direct;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    Writer(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        direct = DirectRows.isPossible(connection);
    }

    Connection connection() {
        return connection;
    }

    /** True if rows can be added without SQL. */
    boolean isDirect() {
        return direct;
    }

    /** The statement for that SQL; it stays open for the next time. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            if (statements.size() >= MOST_STATEMENTS) {
                closeStatements();
            }
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Executes a statement whose one parameter is a list of ids. */
    void execute(String sql, Collection<Long> ids) throws SQLException {
        PreparedStatement statement = prepare(sql);
        statement.setObject(1, ids.toArray());
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        closeStatements();
        connection.close();
    }

    private void closeStatements() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }
}
