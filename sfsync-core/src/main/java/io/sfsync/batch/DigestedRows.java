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

    /** A cell of the row, one of those before the columns that were sent. */
    String text(int cell);
}
