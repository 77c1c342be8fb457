/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * Matches by a digest of the cells that were sent and came back, with the row itself as arbiter. Of several equal rows
 * each gets a result of its own. A row that came back changed is found by its key, where there is one.
 *
 * <p>Memory is bounded: beyond a number of rows the results are gone through several times, a part of the digests at a
 * time, and jobs wait for each other while theirs are too many together. Safe for use by many threads.
 */
public final class DigestMatching implements ResultMatching {
    /** What a row takes in memory. */
    private static final int ROW_BYTES = 32;

    private static final int PART_OF_HEAP = 6;

    private final int rowsInMemory;
    private final Semaphore room;

    /** Matching in a sixth of the heap. */
    public DigestMatching() {
        this((int) Math.min(1 << 24, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / ROW_BYTES));
    }

    /** @param rowsInMemory how many rows are held in memory at once, of all jobs together, at least 1 */
    public DigestMatching(int rowsInMemory) {
        if (rowsInMemory < 1) {
            throw new IllegalArgumentException("rowsInMemory must be at least 1, was " + rowsInMemory);
        }
        this.rowsInMemory = rowsInMemory;
        this.room = new Semaphore(rowsInMemory, true);
    }

    @Override
    public void match(Path body, int rows, String keyColumn, List<ResultFile> results, Listener listener)
            throws IOException, InterruptedException {
        int taken = Math.max(1, Math.min(rows, rowsInMemory));
        room.acquire(taken);
        try (SentRows sent = new SentRows(body)) {
            match(sent, keyColumn, results, listener);
        } finally {
            room.release(taken);
        }
    }

    private void match(SentRows sent, String keyColumn, List<ResultFile> results, Listener listener)
            throws IOException {
        List<String> sentColumns = sent.columns();
        List<ResultRows> sets = new ArrayList<>();
        for (int set = 0; set < results.size(); set++) {
            ResultRows rows = ResultRows.of(results.get(set).file(), set);
            if (rows != null) {
                sets.add(rows);
            }
        }
        if (sets.isEmpty()) {
            return;
        }
        List<String> common = sentColumns.stream()
                .filter(column -> sets.stream().allMatch(rows -> rows.has(column)))
                .toList();
        if (common.isEmpty()) {
            throw new IOException("the results have none of the columns that were sent: " + sentColumns);
        }
        BitSet matched = new BitSet();
        List<BitSet> left = sets.stream().map(rows -> new BitSet()).toList();
        boolean asSent = sets.stream().allMatch(rows -> QuotedComparison.fits(rows, sentColumns));
        if (asSent) {
            pass(sent, new QuotedComparison(sent), matched).run(sets, false, left, listener);
        }
        if (!asSent || isAny(left)) {
            pass(sent, new CellComparison(sent, common, false), matched).run(sets, asSent, left, listener);
        }
        String key = keyColumn.toLowerCase(Locale.ROOT);
        if (isAny(left) && common.contains(key)) {
            pass(sent, new CellComparison(sent, List.of(key), true), matched).run(sets, true, left, listener);
        }
        for (int i = 0; i < sets.size(); i++) {
            for (int n = left.get(i).cardinality(); n > 0; n--) {
                listener.unmatched(sets.get(i).set());
            }
        }
    }

    private MatchingPass pass(SentRows sent, RowComparison comparison, BitSet matched) {
        return new MatchingPass(sent, comparison, matched, rowsInMemory);
    }

    private static boolean isAny(List<BitSet> left) {
        return left.stream().anyMatch(rows -> !rows.isEmpty());
    }

    static List<String> lowerCase(CsvRow header) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            names.add(header.text(i).replace("\uFEFF", "").toLowerCase(Locale.ROOT));
        }
        return names;
    }

    static int[] places(List<String> columns, List<String> wanted) {
        return wanted.stream().mapToInt(columns::indexOf).toArray();
    }
}
