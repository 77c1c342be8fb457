/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads CSV byte by byte into rows that are used again: files of batches and of results, which are UTF-8 and which we
 * or the org have written. Quotes may stand around cells and are doubled inside; rows end with LF or CRLF; blank lines
 * are passed over. Cells stay where they were read. Used by one thread.
 */
final class CsvScanner extends RowBuffer {
    private final byte delimiter;
    private final boolean[] isEnd = new boolean[1 << Byte.SIZE];
    private CsvRow row = new CsvRow();
    /** Cells that are not what stands in the chunk: quotes are doubled in them, or stand in front of other text. */
    private int[] knotty = new int[8];

    private int knots;
    private boolean sawDoubled;

    /**
     * A scanner from the source's present place on.
     *
     * @param delimiter one ASCII character
     * @param chunkBytes how much is read at once
     */
    CsvScanner(Bytes source, char delimiter, int chunkBytes) {
        super(source, chunkBytes);
        this.delimiter = (byte) delimiter;
        isEnd[delimiter] = true;
        isEnd['\n'] = true;
        isEnd['\r'] = true;
    }

    /**
     * Reads the next row.
     *
     * @return {@code false} at the end, the row is then empty
     * @throws IOException also if the end comes inside a quoted cell: the file was cut off
     */
    boolean next(CsvRow target) throws IOException {
        row = target;
        row.clear();
        if (!advance()) {
            return false;
        }
        row.place(chunk, begin);
        for (int i = 0; i < knots; i++) {
            untie(knotty[i]);
        }
        return true;
    }

    @Override
    int scan() throws IOException {
        row.clear();
        knots = 0;
        int at = begin;
        while (true) {
            boolean quoted = at < limit && chunk[at] == QUOTE;
            int start = at;
            int close = at;
            if (quoted) {
                start++;
                close = closingQuote(start);
                at = close + 1;
            }
            int end = close == MORE ? MORE : endOfCell(at);
            if (end == MORE) {
                return MORE;
            }
            boolean plain = quoted && end == at;
            if (quoted && (sawDoubled || !plain)) {
                knot(row.size());
            }
            row.add(start - begin, (plain ? close : end) - begin);
            if (end == limit || chunk[end] != delimiter) {
                return behind(end);
            }
            at = end + 1;
        }
    }

    /** The quote that ends the cell whose text starts here. */
    private int closingQuote(int start) throws IOException {
        byte[] bytes = chunk;
        int end = limit;
        int at = start;
        sawDoubled = false;
        while (true) {
            while (at < end && bytes[at] != QUOTE) {
                at++;
            }
            if (at + 1 >= end && !ended) {
                return MORE;
            }
            if (at == end) {
                throw cutOff();
            }
            if (at + 1 == end || bytes[at + 1] != QUOTE) {
                return at;
            }
            sawDoubled = true;
            at += 2;
        }
    }

    /** The delimiter, line end or end of the file behind a cell. */
    private int endOfCell(int start) {
        byte[] bytes = chunk;
        int end = limit;
        int at = start;
        while (true) {
            while (at < end && !isEnd[bytes[at] & 0xFF]) {
                at++;
            }
            if (at < end && bytes[at] != '\r') {
                return at;
            }
            if (at + 1 >= end) {
                return ended ? at : MORE;
            }
            if (bytes[at + 1] == '\n') {
                return at;
            }
            // a carriage return alone belongs to the cell
            at++;
        }
    }

    /** Where the next row starts behind the end of the last cell. */
    private int behind(int end) {
        boolean two = end + 1 < limit && chunk[end] == '\r' && chunk[end + 1] == '\n';
        return Math.min(limit, two ? end + 2 : end + 1);
    }

    private void knot(int cell) {
        if (knots == knotty.length) {
            knotty = Arrays.copyOf(knotty, knots * 2);
        }
        knotty[knots++] = cell;
    }

    /** Of two quotes one stays; what stands behind the closing quote moves up to the text before it. */
    private void untie(int cell) {
        int end = row.end(cell);
        int to = row.start(cell);
        boolean inQuotes = true;
        for (int at = to; at < end; at++) {
            boolean quote = inQuotes && chunk[at] == QUOTE;
            boolean doubled = quote && at + 1 < end && chunk[at + 1] == QUOTE;
            if (quote && !doubled) {
                inQuotes = false;
                continue;
            }
            if (doubled) {
                at++;
            }
            chunk[to++] = chunk[at];
        }
        row.shorten(cell, to - begin);
    }
}
