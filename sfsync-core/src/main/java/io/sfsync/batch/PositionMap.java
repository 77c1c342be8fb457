/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.util.Arrays;

/**
 * Finds the position in the source of the n-th record of a batch. Rejected records never get into a batch, so that a
 * batch has gaps; runs without a gap take one entry. Filled by one thread, then read by others.
 */
public final class PositionMap {
    private int[] ordinals = new int[16];
    private long[] positions = new long[16];
    private int runs;
    private int size;

    /** Adds the next record of the batch; positions grow. */
    public void add(long position) {
        if (size == 0 || position != last() + 1) {
            if (runs == ordinals.length) {
                ordinals = Arrays.copyOf(ordinals, runs * 2);
                positions = Arrays.copyOf(positions, runs * 2);
            }
            ordinals[runs] = size;
            positions[runs] = position;
            runs++;
        }
        size++;
    }

    /** How many records there are. */
    public int size() {
        return size;
    }

    /** The position of the record at a 0-based place of the batch. */
    public long position(int ordinal) {
        int found = Arrays.binarySearch(ordinals, 0, runs, ordinal);
        int run = found >= 0 ? found : -found - 2;
        return positions[run] + ordinal - ordinals[run];
    }

    /** The position of the first record. */
    public long first() {
        return positions[0];
    }

    /** The position of the last record. */
    public long last() {
        return position(size - 1);
    }

    /** Whether the record at this position is in the batch. */
    public boolean contains(long position) {
        int found = Arrays.binarySearch(positions, 0, runs, position);
        int run = found >= 0 ? found : -found - 2;
        if (run < 0) {
            return false;
        }
        int end = run + 1 < runs ? ordinals[run + 1] : size;
        return position - positions[run] < end - ordinals[run];
    }
}
