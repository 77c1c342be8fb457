/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.util.Arrays;

/**
 * Digests and compares rows by some of their cells. The order of the columns does not matter: two files may hold the
 * same columns in different places.
 */
final class RowDigest {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private final int[] columns;
    private final boolean folded;

    /**
     * @param columns 0-based places of the cells, in one order for all files that are compared
     * @param folded whether ASCII letters are the same in both cases
     */
    RowDigest(int[] columns, boolean folded) {
        this.columns = columns.clone();
        this.folded = folded;
    }

    /** The digest of a row. */
    long of(CsvRow row) {
        long sum = 0;
        for (int i = 0; i < columns.length; i++) {
            int start = row.start(columns[i]);
            int end = row.end(columns[i]);
            long cell = folded ? foldedHash(row.bytes(), start, end) : hash(row.bytes(), start, end);
            sum += mix(cell + (i + 1) * PRIME);
        }
        return mix(sum);
    }

    /**
     * Whether these cells of a row are those of a row of another file.
     *
     * @param inAnyCase whether ASCII letters are the same in both cases
     */
    boolean isSame(CsvRow row, CsvRow other, RowDigest digestOfOther, boolean inAnyCase) {
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            int otherColumn = digestOfOther.columns[i];
            boolean same = inAnyCase
                    ? isSameFolded(row, column, other, otherColumn)
                    : Arrays.equals(
                            row.bytes(),
                            row.start(column),
                            row.end(column),
                            other.bytes(),
                            other.start(otherColumn),
                            other.end(otherColumn));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSameFolded(CsvRow row, int column, CsvRow other, int otherColumn) {
        int start = row.start(column);
        int otherStart = other.start(otherColumn);
        int length = row.end(column) - start;
        if (other.end(otherColumn) - otherStart != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (fold(row.bytes()[start + i]) != fold(other.bytes()[otherStart + i])) {
                return false;
            }
        }
        return true;
    }

    private static long hash(byte[] bytes, int start, int end) {
        long hash = (long) end - start;
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = (Long.rotateLeft(hash, 5) ^ word(bytes, i)) * PRIME;
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = (rest << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return (Long.rotateLeft(hash, 5) ^ rest) * PRIME;
    }

    /** Put together by hand: most rows of a short load are digested by code that is not compiled to its end. */
    private static long word(byte[] bytes, int i) {
        int low = (bytes[i] & 0xFF) | (bytes[i + 1] & 0xFF) << 8 | (bytes[i + 2] & 0xFF) << 16 | bytes[i + 3] << 24;
        int high =
                (bytes[i + 4] & 0xFF) | (bytes[i + 5] & 0xFF) << 8 | (bytes[i + 6] & 0xFF) << 16 | bytes[i + 7] << 24;
        return (long) high << 32 | (low & 0xFFFFFFFFL);
    }

    private static long foldedHash(byte[] bytes, int start, int end) {
        long hash = (long) end - start;
        for (int i = start; i < end; i++) {
            hash = (Long.rotateLeft(hash, 5) ^ fold(bytes[i])) * PRIME;
        }
        return hash;
    }

    private static int fold(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }

    /** Spreads what differs over all bits. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 29);
    }
}
