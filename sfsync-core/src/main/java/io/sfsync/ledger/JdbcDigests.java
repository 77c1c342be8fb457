/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Keeps digests of what was sent in the table {@code SFSYNC_DIGESTS} of a database, which is made if it is not there:
 * for hubs that run now on one machine, now on another. A record costs a query, one that is sent two more. Runs of the
 * same load must not overlap.
 */
public final class JdbcDigests implements DigestStores {
    private static final String KEY = " WHERE LOAD_NAME = ? AND KEY_HIGH = ? AND KEY_LOW = ?";
    private static final int BATCH = 500;

    private final DataSource source;

    /** @param source gives connections that may create the table, or to a database that has it */
    public JdbcDigests(DataSource source) {
        this.source = source;
    }

    @Override
    public DigestStore open(String organization, String load) throws IOException {
        try {
            Connection connection = source.getConnection();
            try {
                connection.setAutoCommit(true);
                createTable(connection);
                return new Store(connection, organization + "/" + load);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT DIGEST FROM SFSYNC_DIGESTS WHERE LOAD_NAME = ''")
                    .close();
        } catch (SQLException missing) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE SFSYNC_DIGESTS (LOAD_NAME VARCHAR(200) NOT NULL, KEY_HIGH BIGINT NOT NULL,"
                                + " KEY_LOW BIGINT NOT NULL, DIGEST BIGINT NOT NULL,"
                                + " PRIMARY KEY (LOAD_NAME, KEY_HIGH, KEY_LOW))");
            } catch (SQLException e) {
                e.addSuppressed(missing);
                throw e;
            }
        }
    }

    private static IOException failure(SQLException e) {
        return new IOException(
                "changedOnly: the table SFSYNC_DIGESTS cannot be used: " + e.getMessage()
                        + "; check the data source, or create the table as the manual says",
                e);
    }

    private static final class Store implements DigestStore {
        private final Connection connection;
        private final String load;
        private final PreparedStatement select;
        private final PreparedStatement delete;
        private final PreparedStatement insert;
        private int waiting;

        private Store(Connection connection, String load) throws SQLException {
            this.connection = connection;
            this.load = load;
            this.select = connection.prepareStatement("SELECT DIGEST FROM SFSYNC_DIGESTS" + KEY);
            this.delete = connection.prepareStatement("DELETE FROM SFSYNC_DIGESTS" + KEY);
            this.insert = connection.prepareStatement(
                    "INSERT INTO SFSYNC_DIGESTS (LOAD_NAME, KEY_HIGH, KEY_LOW, DIGEST) VALUES (?, ?, ?, ?)");
        }

        private PreparedStatement with(PreparedStatement statement, long high, long low) throws SQLException {
            statement.setString(1, load);
            statement.setLong(2, high);
            statement.setLong(3, low);
            return statement;
        }

        @Override
        public long get(long high, long low) throws IOException {
            try {
                flush();
                try (ResultSet found = with(select, high, low).executeQuery()) {
                    return found.next() ? found.getLong(1) : 0;
                }
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        @Override
        public void forget(long high, long low) throws IOException {
            try {
                flush();
                with(delete, high, low).executeUpdate();
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        @Override
        public void put(long high, long low, long digest) throws IOException {
            try {
                with(delete, high, low).executeUpdate();
                with(insert, high, low).setLong(4, digest);
                insert.addBatch();
                waiting++;
                if (waiting >= BATCH) {
                    flush();
                }
            } catch (SQLException e) {
                throw failure(e);
            }
        }

        private void flush() throws SQLException {
            if (waiting > 0) {
                waiting = 0;
                insert.executeBatch();
            }
        }

        @Override
        public void close() throws IOException {
            try (connection) {
                flush();
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }
}
