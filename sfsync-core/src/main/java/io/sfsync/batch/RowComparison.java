/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;

/** One way to tell which row that was sent a row of the results is. Used by one thread. */
interface RowComparison {
    /** The rows that were sent. */
    DigestedRows sent(InputStream in) throws IOException;

    /** The rows of a result set; {@link #isSame} is about the present one of those that were asked for last. */
    DigestedRows results(ResultRows set, InputStream in) throws IOException;

    /**
     * Whether the row that was sent and stands at an offset is the present row of the results.
     *
     * @param inAnyCase whether it may differ in the case of ASCII letters, where that matters to nobody
     */
    boolean isSame(int offset, boolean inAnyCase) throws IOException;

    /** How many rows of one digest are compared with a row of the results at most. */
    int mostLooks();

    /** Whether rows that differ in the case of letters may be the same. */
    boolean mayDifferInCase();
}
