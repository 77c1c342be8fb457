/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.time.Duration;

/**
 * How an answer goes over the wire, for faults.
 *
 * @param dropAfterBytes body bytes after which the connection is cut; {@link Long#MAX_VALUE} for none, -1 to cut it
 *     before the status line
 * @param pause waited before each {@code chunkBytes} of the body
 * @param chunkBytes bytes between two pauses, at least 1
 */
public record Ending(long dropAfterBytes, Duration pause, int chunkBytes) {
    /** The whole answer at full speed. */
    public static final Ending COMPLETE = new Ending(Long.MAX_VALUE, Duration.ZERO, Integer.MAX_VALUE);

    /** No answer at all: the connection is cut. */
    public static final Ending DROPPED = new Ending(-1, Duration.ZERO, Integer.MAX_VALUE);

    public Ending {
        if (chunkBytes < 1) {
            throw new IllegalArgumentException("chunkBytes must be at least 1, was " + chunkBytes);
        }
    }
}
