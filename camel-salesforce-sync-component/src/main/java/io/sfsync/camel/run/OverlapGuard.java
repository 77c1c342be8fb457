/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one run of a route go on at a time, for endpoints that ask for it. */
public final class OverlapGuard {
    private static final long LOOK_FOR_STOP_MILLIS = 500;

    private final Map<String, Semaphore> byRoute = new ConcurrentHashMap<>();

    /** The lane of this route, or {@code null} where another run has it. */
    public @Nullable Lane tryEnter(String route) {
        Semaphore semaphore = semaphore(route);
        return semaphore.tryAcquire() ? new Lane(semaphore::release) : null;
    }

    /**
     * The lane of this route, once no other run has it any more.
     *
     * @param giveUp whether waiting should end
     * @return {@code null} where the wait was given up
     */
    public @Nullable Lane enter(String route, Supplier<Boolean> giveUp) throws InterruptedException {
        Semaphore semaphore = semaphore(route);
        while (!semaphore.tryAcquire(LOOK_FOR_STOP_MILLIS, TimeUnit.MILLISECONDS)) {
            if (giveUp.get()) {
                return null;
            }
        }
        return new Lane(semaphore::release);
    }

    private Semaphore semaphore(String route) {
        return byRoute.computeIfAbsent(route, key -> new Semaphore(1, true));
    }
}
