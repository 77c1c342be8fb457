/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import java.time.Duration;

/** Waits. The engine waits nowhere else, so that a run that is asked to stop wakes up, and tests need no time. */
@FunctionalInterface
public interface Sleeper {
    /**
     * Waits as long.
     *
     * @throws InterruptedException if the run is asked to stop, or the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;
}
