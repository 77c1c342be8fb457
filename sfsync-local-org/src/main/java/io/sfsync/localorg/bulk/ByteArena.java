/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in a buffer that grows and is used again. Not thread-safe. */
public final class ByteArena {
    private byte[] bytes;
    private int length;

    /** An empty arena with room for so many bytes. */
    public ByteArena(int capacity) {
        bytes = new byte[capacity];
    }

    /** Adds one byte. */
    public void add(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    /** Adds bytes. */
    public void add(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Adds text in UTF-8. */
    public void add(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        add(encoded, 0, encoded.length);
    }

    /** Adds text in UTF-8 between double quotes, with inner ones doubled. */
    public void addQuoted(String text) {
        add('"');
        add(text.indexOf('"') < 0 ? text : text.replace("\"", "\"\""));
        add('"');
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Forgets everything from that length on. */
    public void truncate(int newLength) {
        length = newLength;
    }

    /** Writes a range to a stream. */
    public void writeTo(OutputStream out, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
    }

    /** Adds a range to another arena. */
    public void copyTo(ByteArena other, int from, int to) {
        other.add(bytes, from, to - from);
    }

    /** The bytes as an array of their own. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
