/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The cells of one row as bytes, quotes taken off, where the scanner read them: good until it reads the next row. Used
 * again for each row, so that a row costs no object.
 */
final class CsvRow {
    private byte[] bytes = new byte[0];
    private int offset;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int cells;

    void clear() {
        cells = 0;
    }

    /** Adds a cell by its place behind the start of the row. */
    void add(int start, int end) {
        if (cells == ends.length) {
            starts = Arrays.copyOf(starts, cells * 2);
            ends = Arrays.copyOf(ends, cells * 2);
        }
        starts[cells] = start;
        ends[cells++] = end;
    }

    /** Moves the end of a cell forward. */
    void shorten(int cell, int end) {
        ends[cell] = end;
    }

    /** Tells where the row stands. */
    void place(byte[] buffer, int start) {
        bytes = buffer;
        offset = start;
    }

    /** How many cells there are. */
    int size() {
        return cells;
    }

    /** The buffer in which the cells stand. */
    byte[] bytes() {
        return bytes;
    }

    /** Where a cell starts in the buffer; a cell that is not there is empty. */
    int start(int cell) {
        return cell < cells ? offset + starts[cell] : 0;
    }

    /** Where a cell ends in the buffer. */
    int end(int cell) {
        return cell < cells ? offset + ends[cell] : 0;
    }

    /** Whether a cell is empty or not there. */
    boolean isEmpty(int cell) {
        return start(cell) == end(cell);
    }

    /** A cell as text, empty where the row is shorter. */
    String text(int cell) {
        return new String(bytes, start(cell), end(cell) - start(cell), StandardCharsets.UTF_8);
    }
}
