/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads CSV byte by byte into rows that are used again: files of batches and of results, which are UTF-8 and which we
 * or the org have written. Quotes may stand around cells and are doubled inside; rows end with LF or CRLF; blank lines
 * are passed over. Used by one thread.
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
    private final byte[] chunk;
    private int position;
    private int limit;
    /** Offset in the source of the first byte of the chunk. */
    private long chunkStart;

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
    }

    /** Goes on at another offset, to which the caller has moved the source. */
    void restartAt(long offset) {
        position = 0;
        limit = 0;
        chunkStart = offset;
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
            if (peek() == QUOTE) {
                position++;
                quoted(row);
            }
            end = unquoted(row);
            row.endCell();
        } while (end == delimiter);
        return true;
    }

    private boolean skipBlankLines() throws IOException {
        int next = peek();
        while (next == '\n' || next == '\r') {
            position++;
            next = peek();
        }
        return next != END_OF_FILE;
    }

    private void quoted(CsvRow row) throws IOException {
        while (true) {
            int from = position;
            while (position < limit && chunk[position] != QUOTE) {
                position++;
            }
            row.append(chunk, from, position);
            if (position < limit) {
                position++;
                if (peek() != QUOTE) {
                    return;
                }
                position++;
                row.append(QUOTE);
            } else if (!refill()) {
                throw new IOException(
                        "the CSV ends inside a quoted cell: it was cut off after byte " + (chunkStart + position));
            }
        }
    }

    /** Reads to the end of the cell; what ended it is the delimiter, a line feed or the end of the file. */
    private int unquoted(CsvRow row) throws IOException {
        while (true) {
            int from = position;
            while (position < limit && !isEnd(chunk[position])) {
                position++;
            }
            row.append(chunk, from, position);
            if (position == limit) {
                if (!refill()) {
                    return END_OF_FILE;
                }
            } else {
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
                row.append(end);
            }
        }
    }

    private boolean isEnd(byte b) {
        return b == delimiter || b == '\n' || b == '\r';
    }

    private int peek() throws IOException {
        return position < limit || refill() ? chunk[position] : END_OF_FILE;
    }

    private boolean refill() throws IOException {
        chunkStart += limit;
        position = 0;
        limit = 0;
        int count = source.read(chunk, 0, chunk.length);
        if (count <= 0) {
            return false;
        }
        limit = count;
        return true;
    }
}
