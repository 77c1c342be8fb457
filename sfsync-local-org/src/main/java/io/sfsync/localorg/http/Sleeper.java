/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits; injected so that tests and timing models decide how long a wait really takes. */
@FunctionalInterface
public interface Sleeper {
    /** Waits for real. */
    Sleeper REAL = duration -> {
        try {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the local org is shutting down");
        }
    };

    /**
     * Waits; returns at once for a duration of zero or less.
     *
     * @throws InterruptedIOException if the thread is interrupted, as when the server stops
     */
    void sleep(Duration duration) throws InterruptedIOException;
}
