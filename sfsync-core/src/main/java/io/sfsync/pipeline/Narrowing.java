/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Cuts records that go again into parts, each narrower than what failed before. Pure. */
final class Narrowing {
    private Narrowing() {}

    /**
     * The parts of a retry: all together in the first one, without the records that came through, then in halves,
     * quarters and so on.
     *
     * @param which the records, by their 0-based places
     * @param retry 1 for the first
     */
    static List<BitSet> forRetry(BitSet which, int retry) {
        int records = which.cardinality();
        int halvings = Math.min(retry - 1, Integer.SIZE - Integer.numberOfLeadingZeros(records));
        return cut(which, Math.max(1, (records + (1 << halvings) - 1) >> halvings));
    }

    /** Two parts, the first not smaller than the second. */
    static List<BitSet> halves(BitSet which) {
        return cut(which, (which.cardinality() + 1) / 2);
    }

    private static List<BitSet> cut(BitSet which, int width) {
        List<BitSet> parts = new ArrayList<>();
        int taken = 0;
        for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
            if (taken++ % width == 0) {
                parts.add(new BitSet());
            }
            parts.get(parts.size() - 1).set(i);
        }
        return parts;
    }
}
