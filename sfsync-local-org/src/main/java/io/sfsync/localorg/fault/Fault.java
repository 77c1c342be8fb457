/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import java.time.Duration;

/**
 * One fault and where it strikes.
 *
 * <pre>{@code
 * Fault.of(FaultName.DROP_AFTER).match("POST /services/data/v{version}/jobs/ingest").at(2)
 * }</pre>
 *
 * @param name what goes wrong
 * @param match text that the route's name ({@code PUT /services/data/v{version}/jobs/ingest/{id}/batches}) must contain, or for faults of
 *     jobs the object's name; empty matches all
 * @param at 1 to strike at the first match, 2 at the second, and so on
 * @param times how many matches in a row are struck, at least 1
 * @param bytes for {@link FaultName#TRUNCATE}: bytes of body that are sent
 * @param delay for {@link FaultName#SLOW} and {@link FaultName#JOB_SLOW}: how long
 * @param chunk for {@link FaultName#JOB_FAILS}: chunks that are done before the job fails
 * @param rows for {@link FaultName#ROWS_LOCK} and {@link FaultName#ROWS_RACE}: rows that fail, and
 *     {@link FaultName#RESULTS_SMALL}: rows of a page
 * @param text for {@link FaultName#POISON}: what the body or query of a struck request holds
 */
public record Fault(
        FaultName name, String match, int at, int times, long bytes, Duration delay, int chunk, int rows, String text) {
    /** For ever. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    public Fault {
        atLeast("at", at, 1);
        atLeast("times", times, 1);
        atLeast("bytes", bytes, 0);
        atLeast("chunk", chunk, 0);
        atLeast("rows", rows, 1);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay of a fault must not be negative, was " + delay);
        }
    }

    /** The fault at the first match, once; 100 bytes, 1 second, 0 chunks, 1 row. */
    public static Fault of(FaultName name) {
        return new Fault(name, "", 1, 1, 100, Duration.ofSeconds(1), 0, 1, "");
    }

    /** Strikes only where the route (or the job's object) contains that part. */
    public Fault match(String part) {
        return new Fault(name, part, at, times, bytes, delay, chunk, rows, text);
    }

    /** Strikes at the n-th match, 1 for the first. */
    public Fault at(int number) {
        return new Fault(name, match, number, times, bytes, delay, chunk, rows, text);
    }

    /** Strikes so many matches in a row; {@link #ALWAYS} for all. */
    public Fault times(int number) {
        return new Fault(name, match, at, number, bytes, delay, chunk, rows, text);
    }

    /** Bytes of body that are sent. */
    public Fault bytes(long number) {
        return new Fault(name, match, at, times, number, delay, chunk, rows, text);
    }

    /** How long it takes. */
    public Fault delay(Duration duration) {
        return new Fault(name, match, at, times, bytes, duration, chunk, rows, text);
    }

    /** Chunks that are done before the job fails. */
    public Fault chunk(int number) {
        return new Fault(name, match, at, times, bytes, delay, number, rows, text);
    }

    /** Rows that fail, or rows of a page. */
    public Fault rows(int number) {
        return new Fault(name, match, at, times, bytes, delay, chunk, number, text);
    }

    /** What the body or query of a struck request holds. */
    public Fault text(String part) {
        return new Fault(name, match, at, times, bytes, delay, chunk, rows, part);
    }

    private static void atLeast(String what, long value, long bound) {
        if (value < bound) {
            throw new IllegalArgumentException(what + " of a fault must be at least " + bound + ", was " + value);
        }
    }
}
