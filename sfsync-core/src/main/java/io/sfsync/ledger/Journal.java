/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** The account of one run, which only grows. Safe for use by many threads. */
public interface Journal extends Closeable {
    /** What was written before, in its order; half an entry at the end, which a crash may leave, is passed over. */
    void replay(Consumer<JournalEntry> reader) throws IOException;

    /**
     * Adds an entry.
     *
     * @param durable whether it must outlive a crash of the machine before this returns
     */
    void append(JournalEntry entry, boolean durable) throws IOException;

    /** A journal that keeps nothing, for runs that nobody takes up again. */
    static Journal none() {
        return new Journal() {
            @Override
            public void replay(Consumer<JournalEntry> reader) {
                // There is nothing.
            }

            @Override
            public void append(JournalEntry entry, boolean durable) {
                // Nobody will read it.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
