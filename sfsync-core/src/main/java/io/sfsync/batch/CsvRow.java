/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The cells of one row as bytes, quotes taken off. Used again for the next row, so that a row costs no object. */
final class CsvRow {
    private byte[] bytes = new byte[1 << 10];
    private int length;
    private int[] ends = new int[32];
    private int cells;

    void clear() {
        length = 0;
        cells = 0;
    }

    void append(byte[] source, int from, int to) {
        int count = to - from;
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    void append(byte value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        bytes[length++] = value;
    }

    void endCell() {
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, cells * 2);
        }
        ends[cells++] = length;
    }

    /** How many cells there are. */
    int size() {
        return cells;
    }

    /** The buffer that holds all cells one behind the other. */
    byte[] bytes() {
        return bytes;
    }

    /** Where a cell starts in the buffer; behind the last cell where the row is shorter. */
    int start(int cell) {
        return cell == 0 ? 0 : ends[Math.min(cell, cells) - 1];
    }

    /** Where a cell ends in the buffer. */
    int end(int cell) {
        return cell < cells ? ends[cell] : length;
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
