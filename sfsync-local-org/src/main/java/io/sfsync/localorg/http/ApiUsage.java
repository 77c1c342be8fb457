/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.time.Clock;
import java.util.Arrays;

/** Counts API calls over the last 24 hours, minute by minute. Thread-safe. */
public final class ApiUsage {
    private static final int MINUTES = 24 * 60;

    private final Clock clock;
    private final int[] perMinute = new int[MINUTES];
    private int max;
    private int used;
    private long newestMinute;

    /**
     * A counter at zero.
     *
     * @param clock tells the time
     * @param max calls allowed in 24 hours, at least 1
     */
    public ApiUsage(Clock clock, int max) {
        this.clock = clock;
        this.newestMinute = minute();
        max(max);
    }

    /** Counts one call. */
    public synchronized void count() {
        forgetOldMinutes();
        perMinute[(int) (newestMinute % MINUTES)]++;
        used++;
    }

    /** Calls counted in the last 24 hours. */
    public synchronized int used() {
        forgetOldMinutes();
        return used;
    }

    /** Calls allowed in 24 hours. */
    public synchronized int max() {
        return max;
    }

    /** Sets the calls allowed in 24 hours, at least 1. */
    public synchronized void max(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("the daily API quota must be at least 1 call, was " + calls);
        }
        max = calls;
    }

    /** Calls left; never negative. */
    public synchronized int remaining() {
        return Math.max(0, max() - used());
    }

    /** Forgets every call. */
    public synchronized void reset() {
        Arrays.fill(perMinute, 0);
        used = 0;
    }

    private long minute() {
        return clock.millis() / 60_000;
    }

    private void forgetOldMinutes() {
        long now = minute();
        long steps = Math.min(now - newestMinute, MINUTES);
        for (long step = 1; step <= steps; step++) {
            int slot = (int) ((newestMinute + step) % MINUTES);
            used -= perMinute[slot];
            perMinute[slot] = 0;
        }
        newestMinute = Math.max(now, newestMinute);
    }
}
