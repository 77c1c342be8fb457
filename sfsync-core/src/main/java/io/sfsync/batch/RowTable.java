/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Rows of one file by digest, in about 24 bytes a row. Rows with one digest are a chain in the order of the file; a row
 * that is taken is gone.
 */
final class RowTable {
    private static final int NONE = -1;

    private long[] digests = new long[1 << 10];
    private int[] offsets = new int[1 << 10];
    private int[] ordinals = new int[0];
    private int[] next = new int[0];
    private int size;
    /** Entry + 1 of the first of a chain; negative where all of the chain are taken; 0 where there is none. */
    private int[] heads = new int[0];

    /** Decides about a row that may be the one. */
    @FunctionalInterface
    interface Check {
        boolean accepts(int offset) throws IOException;
    }

    void clear() {
        size = 0;
        ordinals = new int[0];
    }

    int size() {
        return size;
    }

    /** Adds a row; rows come in the order of the file. */
    void add(long digest, int offset, int ordinal) {
        if (size == digests.length) {
            int capacity = size + (size >> 1);
            digests = Arrays.copyOf(digests, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
        }
        if (ordinal != size && ordinals.length == 0) {
            ordinals = new int[digests.length];
            Arrays.setAll(ordinals, i -> i);
        }
        if (ordinals.length > 0) {
            if (size >= ordinals.length) {
                ordinals = Arrays.copyOf(ordinals, digests.length);
            }
            ordinals[size] = ordinal;
        }
        digests[size] = digest;
        offsets[size] = offset;
        size++;
    }

    /** Lets go of the rows whose digest the caller does not want. */
    void retain(LongPredicate wanted) {
        int kept = 0;
        int[] keptOrdinals = new int[digests.length];
        for (int i = 0; i < size; i++) {
            if (wanted.test(digests[i])) {
                digests[kept] = digests[i];
                offsets[kept] = offsets[i];
                keptOrdinals[kept] = ordinals.length == 0 ? i : ordinals[i];
                kept++;
            }
        }
        ordinals = keptOrdinals;
        size = kept;
    }

    /** Makes rows findable; to be called once all are added. */
    void index() {
        heads = new int[Integer.highestOneBit(Math.max(4, size + (size >> 1))) << 1];
        next = new int[size];
        for (int i = size - 1; i >= 0; i--) {
            int slot = slot(digests[i]);
            next[i] = heads[slot] - 1;
            heads[slot] = i + 1;
        }
    }

    /**
     * Takes the first row of a digest that is the one.
     *
     * @param most how many rows of the digest are looked at
     * @return its ordinal, or -1 where there is none
     */
    int take(long digest, int most, Check check) throws IOException {
        int slot = slot(digest);
        int previous = NONE;
        int entry = heads[slot] > 0 ? heads[slot] - 1 : NONE;
        for (int looks = 0; entry != NONE && looks < most; looks++) {
            if (check.accepts(offsets[entry])) {
                unlink(slot, previous, entry);
                return ordinals.length == 0 ? entry : ordinals[entry];
            }
            previous = entry;
            entry = next[entry];
        }
        return NONE;
    }

    private void unlink(int slot, int previous, int entry) {
        if (previous != NONE) {
            next[previous] = next[entry];
        } else if (next[entry] != NONE) {
            heads[slot] = next[entry] + 1;
        } else {
            heads[slot] = -(entry + 1);
        }
    }

    /** The slot of a digest: that of its chain, or a free one. */
    private int slot(long digest) {
        int mask = heads.length - 1;
        int slot = (int) digest & mask;
        while (heads[slot] != 0 && digests[Math.abs(heads[slot]) - 1] != digest) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
