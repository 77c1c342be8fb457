/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/**
 * How many records share a call or batch. One that adapts halves when so many were too much, and grows when they come
 * through: first to the middle between what does and what did not, and after a long time past it, because orgs change.
 * Safe for use by many threads.
 */
final class Width {
    private static final int GOOD_BEFORE_GROWTH = 5;
    private static final int GOOD_BEFORE_OLD_FAILURES_ARE_FORGOTTEN = 100;
    /** A lock is not lost, and a call not slow, because so few records share it. */
    private static final int LEAST_FOR_LOCKS = 10;

    private final int most;
    private final boolean adapts;
    private int records;
    /** The fewest that were too many, and the most that came through since. */
    private int tooMany;

    private int cameThrough;
    private int sinceGrowth;
    private int sinceFailure;

    private Width(int records, int most, boolean adapts) {
        this.records = Math.max(1, Math.min(records, most));
        this.most = most;
        this.adapts = adapts;
        this.tooMany = most + 1;
    }

    /** Always so many. */
    static Width fixed(int records) {
        return new Width(records, records, false);
    }

    /** Starts with so many. */
    static Width adaptive(int start, int most) {
        return new Width(start, most, true);
    }

    synchronized int records() {
        return records;
    }

    boolean adapts() {
        return adapts;
    }

    /**
     * So many broke a governor limit.
     *
     * @return whether fewer go together from now on
     */
    synchronized boolean tooMany(int sent) {
        return halve(sent, 1);
    }

    /** So many lost a lock or took too long; see {@link #tooMany}. */
    synchronized boolean tooManyAtOnce(int sent) {
        return halve(sent, LEAST_FOR_LOCKS);
    }

    private boolean halve(int sent, int least) {
        sinceGrowth = 0;
        sinceFailure = 0;
        tooMany = Math.min(tooMany, Math.max(sent, least + 1));
        cameThrough = cameThrough < sent ? cameThrough : 0;
        int next = Math.max(least, Math.max(cameThrough, sent / 2));
        if (!adapts || next >= records) {
            return false;
        }
        records = next;
        return true;
    }

    /**
     * So many came through.
     *
     * @return whether more go together from now on
     */
    synchronized boolean cameThrough(int sent) {
        if (!adapts || sent < records) {
            return false;
        }
        cameThrough = Math.max(cameThrough, sent);
        if (++sinceFailure % GOOD_BEFORE_OLD_FAILURES_ARE_FORGOTTEN == 0) {
            tooMany = most + 1;
        }
        int next = Math.min(most, (records + tooMany) / 2);
        boolean isWorthIt = next - records > records / 10;
        if (++sinceGrowth < GOOD_BEFORE_GROWTH || !isWorthIt) {
            return false;
        }
        sinceGrowth = 0;
        records = next;
        return true;
    }
}
