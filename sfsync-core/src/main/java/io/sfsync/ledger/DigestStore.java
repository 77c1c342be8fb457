/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import java.io.Closeable;
import java.io.IOException;

/** What was last sent for each key of a load, as digests. Used by one thread; what was put is kept when it is closed. */
public interface DigestStore extends Closeable {
    /**
     * The digest of a key, 0 for none.
     *
     * @param high the first half of the key's own digest
     * @param low its second half
     */
    long get(long high, long low) throws IOException;

    /** Sets the digest of a key. */
    void put(long high, long low, long digest) throws IOException;

    /** Forgets the digest of a key, at once: the next thing may be a crash. */
    void forget(long high, long low) throws IOException;
}
