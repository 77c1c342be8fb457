/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands out writers, and binds one to a thread for as long as a transaction of several chunks lasts. Thread-safe. */
final class Transactions implements AutoCloseable {
    private final Database database;
    private final Queue<Writer> idle = new ConcurrentLinkedQueue<>();
    // Not static: a thread may be inside transactions of two orgs.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Writer> bound = new ThreadLocal<>();

    Transactions(Database database) {
        this.database = database;
    }

    /** Work on a writer, which may fail. */
    interface Work<T> {
        T on(Writer writer) throws SQLException;
    }

    /**
     * Does work that is kept whole or not at all: in a transaction of its own, or as a savepoint inside the thread's.
     *
     * @throws SQLException as the work did, after it was rolled back
     */
    <T> T atomically(Work<T> work) throws SQLException {
        Writer writer = bound.get();
        if (writer != null) {
            return inSavepoint(writer, work);
        }
        writer = take();
        boolean done = false;
        try {
            T result = work.on(writer);
            writer.connection().commit();
            done = true;
            return result;
        } finally {
            giveBack(writer, done);
        }
    }

    private static <T> T inSavepoint(Writer writer, Work<T> work) throws SQLException {
        Savepoint before = writer.connection().setSavepoint();
        boolean done = false;
        try {
            T result = work.on(writer);
            done = true;
            return result;
        } finally {
            if (!done) {
                writer.connection().rollback(before);
            }
        }
    }

    boolean run(Supplier<Boolean> work) {
        try {
            Boolean kept = bound.get() == null ? runOuter(work) : runInner(work);
            return kept;
        } catch (SQLException e) {
            throw new StoreException("the transaction failed: " + e.getMessage(), e);
        }
    }

    private boolean runOuter(Supplier<Boolean> work) throws SQLException {
        Writer writer = take();
        boolean keep = false;
        bound.set(writer);
        try {
            keep = work.get();
            if (keep) {
                writer.connection().commit();
            }
            return keep;
        } finally {
            bound.remove();
            giveBack(writer, keep);
        }
    }

    private boolean runInner(Supplier<Boolean> work) throws SQLException {
        Writer writer = bound.get();
        if (writer == null) {
            throw new IllegalStateException("no transaction on this thread");
        }
        Savepoint before = writer.connection().setSavepoint();
        boolean keep = false;
        try {
            keep = work.get();
            return keep;
        } finally {
            if (!keep) {
                writer.connection().rollback(before);
            }
        }
    }

    /** True inside a transaction of several chunks. */
    boolean isBound() {
        return bound.get() != null;
    }

    /** A connection to read with: the transaction's where the thread has one. */
    Connection reading() throws SQLException {
        Writer writer = bound.get();
        return writer == null ? database.connection() : new UnclosableConnection(writer.connection()).proxy();
    }

    private Writer take() throws SQLException {
        Writer writer = idle.poll();
        return writer != null ? writer : new Writer(database.connection());
    }

    private void giveBack(Writer writer, boolean done) throws SQLException {
        if (!done) {
            writer.connection().rollback();
        }
        idle.add(writer);
    }

    @Override
    public void close() {
        try {
            for (Writer writer = idle.poll(); writer != null; writer = idle.poll()) {
                writer.close();
            }
        } catch (SQLException e) {
            throw new StoreException("the database can't be closed: " + e.getMessage(), e);
        }
    }
}
