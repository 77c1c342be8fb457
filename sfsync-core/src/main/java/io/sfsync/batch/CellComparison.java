/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Compares cell by cell, whatever the order of the columns and the form of the values. */
final class CellComparison implements RowComparison {
    private final SentRows sent;
    private final List<String> columns;
    private final boolean isKey;
    private final RowDigest sentDigest;
    private Rows result;

    /**
     * @param columns the names of the columns that are compared, in lower case
     * @param isKey whether they are the key, which names no row where it is empty, and whose letters may come back in
     *     another case
     */
    CellComparison(SentRows sent, List<String> columns, boolean isKey) throws IOException {
        this.sent = sent;
        this.columns = columns;
        this.isKey = isKey;
        this.sentDigest = new RowDigest(DigestMatching.places(sent.columns(), columns), isKey);
        this.result = sent(InputStream.nullInputStream());
    }

    @Override
    public Rows sent(InputStream in) throws IOException {
        return new Rows(in, sentDigest, DigestMatching.places(sent.columns(), columns));
    }

    @Override
    public DigestedRows results(ResultRows set, InputStream in) throws IOException {
        int[] places = DigestMatching.places(set.columns(), columns);
        result = new Rows(in, new RowDigest(places, isKey), places);
        return result;
    }

    @Override
    public int mostLooks() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean mayDifferInCase() {
        return isKey;
    }

    @Override
    public boolean isSame(int offset, boolean inAnyCase) throws IOException {
        return sentDigest.isSame(sent.rowAt(offset), result.row, result.digest, inAnyCase);
    }

    /** Rows of either file. */
    final class Rows implements DigestedRows {
        private final CsvScanner scanner;
        private final RowDigest digest;
        private final int[] places;
        private final CsvRow row = new CsvRow();

        private Rows(InputStream in, RowDigest digest, int[] places) {
            this.scanner = ResultRows.scanner(in);
            this.digest = digest;
            this.places = places;
        }

        @Override
        public boolean next() throws IOException {
            return scanner.next(row);
        }

        @Override
        public long rowStart() {
            return scanner.rowStart();
        }

        @Override
        public long digest() {
            return digest.of(row);
        }

        @Override
        public boolean isTold() {
            return !isKey || !row.isEmpty(places[0]);
        }

        @Override
        public String text(int cell) {
            return row.text(cell);
        }
    }
}
