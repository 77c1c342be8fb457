/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands over chunks while they are saved: it may make them wait, and may refuse them. Called in the chunk's transaction when its records and
 * their parents are known, before anything is written; what it gives is closed after the transaction. Thread-safe.
 */
@FunctionalInterface
public interface ChunkGuard {
    /** Lets every chunk pass. */
    ChunkGuard NONE = (object, operation, rows, touched) -> Hold.FREE;

    /**
     * A chunk is about to be saved.
     *
     * @param object the object of its rows
     * @param operation what is done to them
     * @param rows how many rows are to be saved
     * @param touched ids of the records that are changed or deleted, and of the parents of all records
     */
    Hold enter(ObjectType object, Operation operation, int rows, Set<Long> touched);

    /** What a chunk holds while it is saved. */
    interface Hold extends AutoCloseable {
        /** Holds nothing. */
        Hold FREE = refusing(null);

        /** The error that every row of the chunk gets; null to let it pass. */
        @Nullable
        RowError refusal();

        @Override
        void close();

        /** Holds nothing, and refuses the chunk if there is an error. */
        static Hold refusing(@Nullable RowError error) {
            return new Hold() {
                @Override
                public @Nullable RowError refusal() {
                    return error;
                }

                @Override
                public void close() {}
            };
        }
    }
}
