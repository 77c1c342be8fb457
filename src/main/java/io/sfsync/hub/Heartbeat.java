/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls something again and again, so that what is silent can be seen to go on. */
interface Heartbeat {
    /**
     * Starts to call.
     *
     * @return ends it
     */
    Runnable start(Runnable task);

    /** A heartbeat on a thread of its own. */
    static Heartbeat every(Duration interval) {
        return task -> {
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(runnable -> {
                Thread own = new Thread(runnable, "heartbeat");
                own.setDaemon(true);
                return own;
            });
            long nanos = interval.toNanos();
            var beating = thread.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
            return () -> {
                beating.cancel(false);
                thread.shutdown();
            };
        };
    }
}
