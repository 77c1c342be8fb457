/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import java.sql.Connection;
import java.util.function.Supplier;

/**
 * The rows of the org. Thread-safe.
 *
 * <p>Holds from the start: the organization, the profiles {@code System Administrator} and {@code Standard User}, the user
 * {@link #adminId()}, the record types of the schema, and the standard price book.
 */
@SuppressWarnings("DoNotCallSuggester") // goes with the bodies
public final class OrgStore implements AutoCloseable {
    private OrgStore() {}

    /** Opens a store for the objects of a schema. The caller closes it. */
    public static OrgStore open(OrgSchema schema, StoreOptions options) {
        throw new UnsupportedOperationException("not yet " + options);
    }

    /** The whole schema, which nothing hides; see {@link OrgSchema#visibleTo} for a user's. */
    public OrgSchema schema() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The engine that changes rows. */
    public Dml dml() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The names of the tables. */
    public Tables tables() {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * A connection for reading, from a pool; the caller closes it. Inside {@link #inTransaction} it is the transaction's, which sees what the
     * transaction wrote, and closing it does nothing.
     */
    public Connection connection() {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Does several chunks, and reads, as one transaction: what {@link Dml#execute} and {@link #connection} do on this thread inside
     * {@code work} belongs to it. Nested calls join the outer one, as a savepoint.
     *
     * @param work what to do; true to keep what was written, false to roll it back. An exception rolls back too
     * @return what {@code work} gave
     */
    public boolean inTransaction(Supplier<Boolean> work) {
        throw new UnsupportedOperationException("not yet" + work);
    }

    /** The id of the organization. */
    public long organizationId() {
        throw new UnsupportedOperationException("not yet");
    }

    /** The id of the first user, a system administrator. */
    public long adminId() {
        throw new UnsupportedOperationException("not yet");
    }

    /** How many live records an object has. */
    public long count(ObjectType object) {
        throw new UnsupportedOperationException("not yet" + object);
    }

    /** Makes the store as empty as it was when it was opened; takes milliseconds. No request may be under way. */
    public void reset() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() {}
}
