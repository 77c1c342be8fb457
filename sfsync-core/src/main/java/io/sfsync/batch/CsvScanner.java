/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads CSV byte by byte into rows that are used again: files of batches and of results, which are UTF-8 and which we
 * or the org have written. Quotes may stand around cells and are doubled inside; rows end with LF or CRLF; blank lines
 * are passed over. Cells stay where they were read. Used by one thread.
 */
final class CsvScanner {
    private static final byte QUOTE = '"';
    private static final int END_OF_FILE = -1;

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Bytes {
        /** Reads as {@link InputStream#read(byte[], int, int)} does. */
        int read(byte[] target, int offset, int length) throws IOException;
    }

    private final Bytes source;
    private final byte delimiter;
    private final boolean[] isEnd = new boolean[1 << Byte.SIZE];
    private byte[] chunk;
    private int position;
    private int limit;
    /** Offset in the source of the first byte of the chunk. */
    private long chunkStart;

    /** Where the row starts in the chunk; the places of its cells are counted from here, since the chunk moves on. */
    private int begin;

    private int cellStart;
    private int cellEnd;
    private long rowStart;

    /**
     * A scanner from the source's present place on.
     *
     * @param delimiter one ASCII character
     * @param chunkBytes how much is read at once
     */
    CsvScanner(Bytes source, char delimiter, int chunkBytes) {
        this.source = source;
        this.delimiter = (byte) delimiter;
        this.chunk = new byte[chunkBytes];
        isEnd[delimiter] = true;
        isEnd['\n'] = true;
        isEnd['\r'] = true;
    }

    /**
     * Goes on at another offset.
     *
     * @return whether it was at hand; if not, the caller moves the source there
     */
    boolean restartAt(long offset) {
        // What lies before the present place may have been changed: doubled quotes become one.
        boolean atHand = offset >= chunkStart + position && offset < chunkStart + limit;
        if (atHand) {
            position = (int) (offset - chunkStart);
        } else {
            chunkStart = offset;
            position = 0;
            limit = 0;
        }
        return atHand;
    }

    /** Offset of the first byte of the row that was read last. */
    long rowStart() {
        return rowStart;
    }

    /**
     * Reads the next row.
     *
     * @return {@code false} at the end, the row is then empty
     * @throws IOException also if the end comes inside a quoted cell: the file was cut off
     */
    boolean next(CsvRow row) throws IOException {
        row.clear();
        if (!skipBlankLines()) {
            return false;
        }
        rowStart = chunkStart + position;
        int end;
        do {
            boolean quoted = peek() == QUOTE;
            if (quoted) {
                position++;
            }
            cellStart = position - begin;
            cellEnd = cellStart;
            if (quoted) {
                quoted();
            }
            end = unquoted();
            row.add(cellStart, cellEnd);
        } while (end == delimiter);
        row.place(chunk, begin);
        return true;
    }

    private boolean skipBlankLines() throws IOException {
        begin = position;
        int next = peek();
        while (next == '\n' || next == '\r') {
            position++;
            begin = position;
            next = peek();
        }
        return next != END_OF_FILE;
    }

    private void quoted() throws IOException {
        while (true) {
            int from = position - begin;
            while (!moveToQuote()) {
                if (!refill()) {
                    throw new IOException(
                            "the CSV ends inside a quoted cell: it was cut off after byte " + (chunkStart + position));
                }
            }
            keep(from);
            position++;
            if (peek() != QUOTE) {
                return;
            }
            position++;
            keep(position - 1 - begin);
        }
    }

    /** Reads to the end of the cell; what ended it is the delimiter, a line feed or the end of the file. */
    private int unquoted() throws IOException {
        while (true) {
            int from = position - begin;
            while (!moveToEnd()) {
                if (!refill()) {
                    keep(from);
                    return END_OF_FILE;
                }
            }
            keep(from);
            byte end = chunk[position++];
            if (end != '\r') {
                return end;
            }
            int next = peek();
            if (next == '\n') {
                position++;
            }
            if (next == '\n' || next == END_OF_FILE) {
                return '\n';
            }
            keep(position - 1 - begin);
        }
    }

    /** What stands from here to the present place belongs to the cell, and moves up to what it has already. */
    private void keep(int from) {
        int count = position - begin - from;
        if (count > 0 && from != cellEnd) {
            System.arraycopy(chunk, begin + from, chunk, begin + cellEnd, count);
        }
        cellEnd += count;
    }

    /** Moves to the next quote; to the end of what was read where there is none. */
    private boolean moveToQuote() {
        byte[] bytes = chunk;
        int end = limit;
        int at = position;
        while (at < end && bytes[at] != QUOTE) {
            at++;
        }
        position = at;
        return at < end;
    }

    /** Moves to what ends a cell that is not quoted; to the end of what was read where there is nothing. */
    private boolean moveToEnd() {
        byte[] bytes = chunk;
        int end = limit;
        int at = position;
        while (at < end && !isEnd[bytes[at] & 0xFF]) {
            at++;
        }
        position = at;
        return at < end;
    }

    private int peek() throws IOException {
        return position < limit || refill() ? chunk[position] : END_OF_FILE;
    }

    /** Reads on behind what was read; what belongs to the row stays. */
    private boolean refill() throws IOException {
        if (begin > 0) {
            System.arraycopy(chunk, begin, chunk, 0, limit - begin);
            chunkStart += begin;
            position -= begin;
            limit -= begin;
            begin = 0;
        } else if (limit == chunk.length) {
            chunk = Arrays.copyOf(chunk, chunk.length * 2);
        }
        int count = source.read(chunk, limit, chunk.length - limit);
        if (count <= 0) {
            return false;
        }
        limit += count;
        return true;
    }
}
