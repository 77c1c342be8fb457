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

/**
 * Matches by a digest of the cells that were sent and came back, with the row itself as arbiter. Of several equal rows
 * each gets a result of its own. A row that came back changed is found by its key, where there is one.
 *
 * <p>Memory is bounded: beyond a number of rows the file is gone through several times, a part of the digests at a
 * time.
 */
public final class DigestMatching implements ResultMatching {
    /** Rows that are held in memory at once: about 24 MB of them. */
    public static final int DEFAULT_ROWS = 1_000_000;

    private final int rowsInMemory;

    /** Matching with {@link #DEFAULT_ROWS}. */
    public DigestMatching() {
        this(DEFAULT_ROWS);
    }

    /** @param rowsInMemory how many rows are held in memory at once, at least 1 */
    public DigestMatching(int rowsInMemory) {
        if (rowsInMemory < 1) {
            throw new IllegalArgumentException("rowsInMemory must be at least 1, was " + rowsInMemory);
        }
        this.rowsInMemory = rowsInMemory;
    }

    @Override
    public void match(Path body, String keyColumn, List<ResultFile> results, Listener listener) throws IOException {
        MappedCsv sent = MappedCsv.open(body);
        CsvRow header = new CsvRow();
        if (!sent.scan().next(header)) {
            throw new IOException(body + " is empty: it has no header row");
        }
        List<String> sentColumns = lowerCase(header);
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
        RowDigest whole = new RowDigest(places(sentColumns, common), false);
        new MatchingPass(sent, whole, matched, rowsInMemory).run(sets, common, false, left, listener);
        String key = keyColumn.toLowerCase(Locale.ROOT);
        if (left.stream().allMatch(BitSet::isEmpty)) {
            return;
        }
        if (common.contains(key)) {
            List<String> keyOnly = List.of(key);
            RowDigest byKey = new RowDigest(places(sentColumns, keyOnly), true);
            new MatchingPass(sent, byKey, matched, rowsInMemory).run(sets, keyOnly, true, left, listener);
        }
        for (int i = 0; i < sets.size(); i++) {
            for (int n = left.get(i).cardinality(); n > 0; n--) {
                listener.unmatched(sets.get(i).set());
            }
        }
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
