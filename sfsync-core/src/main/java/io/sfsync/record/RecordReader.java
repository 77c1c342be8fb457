/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one source, once, in order, a record at a time. Used by one thread at a time. What belongs to
 * one row only (a row that cannot be parsed, a byte that is not text) comes back as a malformed record; what makes the
 * rest of the source unreadable is an exception.
 */
public interface RecordReader extends Closeable {
    /**
     * The next record.
     *
     * @return {@code null} at the end of the source, from then on
     * @throws IOException if the source cannot be read further
     */
    @Nullable
    SourceRecord next() throws IOException;

    /** How many records there are, -1 where that is not known without reading. */
    default long expectedTotal() {
        return -1;
    }

    /** The columns of every record, {@code null} where the source does not name them before its first record. */
    default @Nullable Header header() {
        return null;
    }

    /** Gives back what the reader opened itself; a stream or iterator that a caller handed in stays the caller's. */
    @Override
    default void close() throws IOException {}
}
