/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The faults, each with the name it has in control calls and scenario files. */
public enum FaultName {
    /** All sessions end just before the request; it and later ones are refused until somebody logs in again. */
    SESSION_EXPIRES,
    /** 503 SERVER_UNAVAILABLE, the request is not processed. */
    UNAVAILABLE,
    /** 500 UNKNOWN_EXCEPTION, the request is not processed. */
    SERVER_ERROR,
    /** 429 with the code of the concurrency limit, the request is not processed. */
    THROTTLED,
    /** 403 REQUEST_LIMIT_EXCEEDED, the request is not processed. */
    LIMIT_REACHED,
    /** The connection is cut before the request is processed. */
    DROP_BEFORE,
    /** The request is processed, then the connection is cut before the status line: the answer is lost. */
    DROP_AFTER,
    /** The answer declares its length and ends after {@code bytes}. */
    TRUNCATE,
    /** The answer comes after {@code delay}. */
    SLOW,
    /** Status 200 with a page of HTML instead of the answer; the request is not processed. */
    JUNK,
    /** Bulk results hold only their header, {@code times} times. */
    RESULTS_LATE,
    /** Pages of query results hold at most {@code rows} rows. */
    RESULTS_SMALL,
    /** A job fails after {@code chunk} chunks of 200; {@code times} jobs. */
    JOB_FAILS,
    /** Every chunk of a job takes {@code delay} longer; {@code times} chunks. */
    JOB_SLOW,
    /** The first {@code rows} rows of a chunk fail with UNABLE_TO_LOCK_ROW; {@code times} chunks. */
    ROWS_LOCK,
    /**
     * The first {@code rows} rows of a chunk are saved, and refused with DUPLICATE_VALUE, as if somebody else had saved
     * them a moment before; {@code times} chunks.
     */
    ROWS_RACE,
    /** 500 UNKNOWN_EXCEPTION for requests whose body or query holds {@code text}; they are not processed. */
    POISON;

    /** The name in control calls and scenario files, such as {@code session-expires}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds a fault by its wire name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static FaultName of(String wireName) {
        for (FaultName name : values()) {
            if (name.wireName().equals(wireName)) {
                return name;
            }
        }
        String all = Arrays.stream(values()).map(FaultName::wireName).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("there is no fault named '" + wireName + "'; there are: " + all);
    }

    boolean isForChunks() {
        return this == JOB_FAILS || this == JOB_SLOW || this == ROWS_LOCK || this == ROWS_RACE;
    }
}
