/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is sorted: bytes that decide the place, compared as unsigned numbers, and bytes that travel with them. */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared by equals; a copy for each entry would be all that a sort does
record SortEntry(byte[] key, byte[] payload) implements Comparable<SortEntry> {
    /** Roughly what the objects of an entry take beside their bytes. */
    private static final int OVERHEAD = 72;

    int memory() {
        return key.length + payload.length + OVERHEAD;
    }

    @Override
    public int compareTo(SortEntry other) {
        return Arrays.compareUnsigned(key, other.key);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(key.length);
        out.write(key);
        out.writeInt(payload.length);
        out.write(payload);
    }

    /** The next entry, {@code null} at the end. */
    static @Nullable SortEntry read(DataInputStream in) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        byte[] key = new byte[length];
        in.readFully(key);
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        return new SortEntry(key, payload);
    }
}
