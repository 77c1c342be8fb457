/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/** Numbers the batches of a run. Used by the run's own thread. */
final class BatchNumbers {
    private long last;

    /** Goes on after the numbers that an earlier process gave. */
    void startAfter(long number) {
        last = number;
    }

    /** The next number, from 1. */
    long next() {
        return ++last;
    }

    /** How many numbers were given. */
    long count() {
        return last;
    }
}
