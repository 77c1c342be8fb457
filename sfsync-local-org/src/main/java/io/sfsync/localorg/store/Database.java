/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** The H2 database under the store. */
final class Database implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 256;
    private static final int LOCK_TIMEOUT_MILLIS = 10_000;

    private final JdbcConnectionPool pool;
    private final @Nullable Path temporaryFolder;

    private Database(String url, @Nullable Path temporaryFolder) {
        this.pool = JdbcConnectionPool.create(url, "sa", "");
        this.pool.setMaxConnections(MOST_CONNECTIONS);
        this.temporaryFolder = temporaryFolder;
    }

    static Database open(StoreOptions options) {
        String settings = ";LOCK_TIMEOUT=" + LOCK_TIMEOUT_MILLIS
                + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE";
        String cache = ";CACHE_SIZE=" + options.cacheMegabytes() * 1024;
        return switch (options.location()) {
            case MEMORY -> new Database("jdbc:h2:mem:" + UUID.randomUUID() + settings, null);
            case FOLDER -> new Database("jdbc:h2:file:" + options.folder() + "/org" + settings + cache, null);
            case TEMPORARY_FILE -> {
                Path folder = temporaryFolder();
                // What the disk holds after a crash is of no use, so nothing is forced to it.
                String file = "jdbc:h2:file:" + folder + "/org" + settings + cache + ";WRITE_DELAY=2000";
                yield new Database(file, folder);
            }
        };
    }

    /** A connection from the pool; closing gives it back. */
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(temporaryFolder == null ? "SHUTDOWN" : "SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new StoreException("the database can't be closed: " + e.getMessage(), e);
        } finally {
            pool.dispose();
            deleteTemporaryFolder();
        }
    }

    private void deleteTemporaryFolder() {
        if (temporaryFolder != null) {
            TemporaryFolders.delete(temporaryFolder);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("sfsync-local-org");
            TemporaryFolders.deleteAtExit(folder);
            return folder;
        } catch (IOException e) {
            throw new StoreException("no temporary folder can be made for the org's rows: " + e.getMessage(), e);
        }
    }
}
