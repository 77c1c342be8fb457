/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * For results that repeat the rows as Salesforce does: the columns as they were sent, and each value in quotes. Whatever
 * came back in another form is left to {@link CellComparison}.
 */
final class QuotedComparison implements RowComparison {
    private static final byte QUOTE = '"';
    /** Of rows that are the same the first one is taken; thousands that differ in form only are not gone through. */
    private static final int LOOKS = 4;

    private final SentRows sent;
    private WholeRows result = new WholeRows((target, offset, length) -> -1, 0, 0);
    private byte[] raw = new byte[1 << 9];
    private byte[] quoted = new byte[inQuotes(raw.length)];

    QuotedComparison(SentRows sent) {
        this.sent = sent;
    }

    /** Whether a result set has, behind columns of its own, the columns that were sent, in their order. */
    static boolean fits(ResultRows set, List<String> sentColumns) {
        int own = ownColumns(set, sentColumns);
        return own >= 0
                && set.idColumn() < own
                && set.detailColumn() < own
                && set.columns().subList(own, set.columns().size()).equals(sentColumns);
    }

    private static int ownColumns(ResultRows set, List<String> sentColumns) {
        return set.columns().size() - sentColumns.size();
    }

    @Override
    public DigestedRows sent(InputStream in) throws IOException {
        return new WholeRows(in::read, ResultRows.SCAN_BYTES, 0);
    }

    @Override
    public DigestedRows results(ResultRows set, InputStream in) throws IOException {
        result = new WholeRows(in::read, ResultRows.SCAN_BYTES, ownColumns(set, sent.columns()));
        return result;
    }

    @Override
    public int mostLooks() {
        return LOOKS;
    }

    @Override
    public boolean mayDifferInCase() {
        return false;
    }

    @Override
    public boolean isSame(int offset, boolean inAnyCase) throws IOException {
        int length = result.restEnd() - result.rest();
        if (raw.length < length + 1) {
            raw = new byte[2 * length];
            quoted = new byte[inQuotes(raw.length)];
        }
        // in quotes a row is no shorter than it was, and the line feed shows that it ends there
        int count = sent.copy(offset, raw, length + 1);
        return quote(count) == length
                && Arrays.equals(quoted, 0, length, result.bytes(), result.rest(), result.restEnd());
    }

    /** The most bytes of a row of so many once each value is in quotes, however many of them are empty. */
    private static int inQuotes(int bytes) {
        return 3 * bytes + 2;
    }

    /** Puts each value of the row that was copied into quotes; gives its length then, -1 for a row of another form. */
    private int quote(int count) {
        int to = 0;
        int at = 0;
        while (true) {
            quoted[to++] = QUOTE;
            boolean inQuotes = at < count && raw[at] == QUOTE;
            int end = inQuotes ? closingQuote(at + 1, count) : plainEnd(at, count);
            int start = inQuotes ? at + 1 : at;
            if (end < 0) {
                return -1;
            }
            System.arraycopy(raw, start, quoted, to, end - start);
            to += end - start;
            quoted[to++] = QUOTE;
            at = inQuotes ? end + 1 : end;
            if (at == count || raw[at] == '\n') {
                return to;
            }
            if (raw[at] != ',') {
                return -1;
            }
            quoted[to++] = ',';
            at++;
        }
    }

    private int closingQuote(int from, int count) {
        for (int at = from; at < count; at++) {
            if (raw[at] == QUOTE) {
                if (at + 1 == count || raw[at + 1] != QUOTE) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    private int plainEnd(int from, int count) {
        int at = from;
        while (at < count && raw[at] != ',' && raw[at] != '\n') {
            if (raw[at] == QUOTE || raw[at] == '\r') {
                return -1;
            }
            at++;
        }
        return at;
    }
}
