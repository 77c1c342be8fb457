/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.BitSet;
import java.util.List;

/**
 * One way of matching all results of a job. The rows that were sent are taken into memory by parts of their digests,
 * and the results are gone through once for each part.
 */
final class MatchingPass {
    /** Equal rows cannot be parted; beyond this the rows are taken into memory whatever their number. */
    private static final int MAX_PARTS = 256;

    /** Bits of the digest that the table does not use for its slots first. */
    private static final int PART_SHIFT = 48;

    private final SentRows sent;
    private final RowComparison comparison;
    private final BitSet matched;
    private final int rowsInMemory;
    private final RowTable table = new RowTable();
    private int parts = 1;

    /** @param matched rows that have a result already; those that this pass matches join them */
    MatchingPass(SentRows sent, RowComparison comparison, BitSet matched, int rowsInMemory) {
        this.sent = sent;
        this.comparison = comparison;
        this.matched = matched;
        this.rowsInMemory = rowsInMemory;
    }

    /**
     * Runs the pass.
     *
     * @param onlyLeft whether only the results that are left over are matched
     * @param left by result file the 0-based rows that match nothing
     */
    void run(List<ResultRows> sets, boolean onlyLeft, List<BitSet> left, ResultMatching.Listener listener)
            throws IOException {
        for (int part = 0; part < parts; part++) {
            load(part);
            for (int i = 0; i < sets.size(); i++) {
                if (!onlyLeft || !left.get(i).isEmpty()) {
                    match(part, sets.get(i), onlyLeft, left.get(i), listener);
                }
            }
        }
    }

    private void load(int part) throws IOException {
        table.clear();
        try (InputStream in = sent.open()) {
            DigestedRows rows = comparison.sent(in);
            rows.next(); // the names of the columns
            for (int ordinal = 0; rows.next(); ordinal++) {
                long value = rows.digest();
                if (matched.get(ordinal) || partOf(value) != part) {
                    continue;
                }
                table.add(value, (int) rows.rowStart(), ordinal);
                if (part == 0 && table.size() > rowsInMemory && parts < MAX_PARTS) {
                    parts *= 2;
                    table.retain(d -> partOf(d) == 0);
                }
            }
        }
        table.index();
    }

    private int partOf(long value) {
        return (int) (value >>> PART_SHIFT) & (parts - 1);
    }

    private void match(int part, ResultRows results, boolean onlyLeft, BitSet left, ResultMatching.Listener listener)
            throws IOException {
        try (InputStream in = Files.newInputStream(results.file())) {
            DigestedRows rows = comparison.results(results, in);
            rows.next(); // the names of the columns
            for (int i = 0; rows.next(); i++) {
                if ((onlyLeft && !left.get(i)) || !rows.isTold()) {
                    continue;
                }
                long value = rows.digest();
                if (partOf(value) != part) {
                    continue;
                }
                int ordinal = take(value);
                if (ordinal < 0) {
                    left.set(i);
                    continue;
                }
                matched.set(ordinal);
                left.clear(i);
                listener.matched(ordinal, results.set(), results.id(rows), results.detail(rows));
            }
        }
    }

    private int take(long digest) throws IOException {
        int most = comparison.mostLooks();
        int ordinal = table.take(digest, most, offset -> comparison.isSame(offset, false));
        return ordinal < 0 && comparison.mayDifferInCase()
                ? table.take(digest, most, offset -> comparison.isSame(offset, true))
                : ordinal;
    }
}
