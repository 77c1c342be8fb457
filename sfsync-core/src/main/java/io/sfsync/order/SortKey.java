/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the bytes by which entries are sorted. */
final class SortKey {
    private SortKey() {}

    /** Sorts by a number that is not negative. */
    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Sorts by a text, then by a number; no text is taken for the beginning of another one. */
    static byte[] of(String text, long number) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 1 + Long.BYTES)
                .put(bytes)
                .put((byte) 0)
                .putLong(number)
                .array();
    }

    /** The number at the end of a key. */
    static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    /** Whether two keys differ in the number at their end only. */
    static boolean isSameText(byte[] key, byte[] other) {
        int length = key.length - Long.BYTES;
        return length == other.length - Long.BYTES && java.util.Arrays.equals(key, 0, length, other, 0, length);
    }
}
