/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;

/** The rows of a file, one after the other, each with its digest. Used by one thread. */
interface DigestedRows {
    /** Goes to the next row; {@code false} at the end. */
    boolean next() throws IOException;

    /** Offset of the row in its file. */
    long rowStart();

    /** The same for rows that may be the same. */
    long digest();

    /** Whether the row has what it is told by. */
    default boolean isTold() {
        return true;
    }

    /** {@code sf__Id}, empty where there is none. */
    String id();

    /** {@code sf__Created} or {@code sf__Error}, empty where there is neither. */
    String detail();
}
