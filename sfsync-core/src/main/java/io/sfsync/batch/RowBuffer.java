/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the rows of a CSV file where they stand: what was read lies in a chunk that moves on, and a row is looked at once
 * more from its start when it reaches over the end of what is there. Blank lines are passed over. Used by one thread.
 */
abstract class RowBuffer {
    static final byte QUOTE = '"';
    /** Stands for a place that was not read yet. */
    static final int MORE = -1;

    private static final int END_OF_FILE = -1;

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Bytes {
        /** Reads as {@link InputStream#read(byte[], int, int)} does. */
        int read(byte[] target, int offset, int length) throws IOException;
    }

    /** What was read. */
    byte[] chunk;
    /** Where the present row starts in the chunk. */
    int begin;
    /** Where what was read ends in the chunk. */
    int limit;
    /** Whether the file has no more than the chunk holds. */
    boolean ended;

    private final Bytes source;
    private int position;
    /** Offset in the source of the first byte of the chunk. */
    private long chunkStart;

    private long rowStart;

    RowBuffer(Bytes source, int chunkBytes) {
        this.source = source;
        this.chunk = new byte[chunkBytes];
    }

    /**
     * Looks at the row that begins at {@link #begin}.
     *
     * @return where the next row starts in the chunk, {@link #MORE} where the chunk ends first
     */
    abstract int scan() throws IOException;

    /** Goes to the next row; {@code false} at the end. */
    final boolean advance() throws IOException {
        if (!skipBlankLines()) {
            return false;
        }
        rowStart = chunkStart + position;
        int end = scan();
        while (end == MORE) {
            ended = !refill();
            end = scan();
        }
        position = end;
        return true;
    }

    /**
     * Goes on at another offset.
     *
     * @return whether it was at hand; if not, the caller moves the source there
     */
    final boolean restartAt(long offset) {
        // What lies before the present place may have been changed: doubled quotes become one.
        boolean atHand = offset >= chunkStart + position && offset < chunkStart + limit;
        if (atHand) {
            position = (int) (offset - chunkStart);
        } else {
            chunkStart = offset;
            position = 0;
            limit = 0;
            ended = false;
        }
        return atHand;
    }

    /** Offset of the first byte of the present row. */
    public final long rowStart() {
        return rowStart;
    }

    /** For the message about a file that ends where it should not. */
    final IOException cutOff() {
        return new IOException("the CSV ends inside a quoted cell: it was cut off after byte " + (chunkStart + limit));
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
