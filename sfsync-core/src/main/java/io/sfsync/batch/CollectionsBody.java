/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The records of one collections call as JSON, one after the other in one buffer, so that the call can be made again
 * with some of them only.
 */
public final class CollectionsBody {
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);

    private final Buffer buffer = new Buffer();
    private final List<Integer> ends = new ArrayList<>();

    /** How many records there are. */
    public int size() {
        return ends.size();
    }

    /** How many bytes they take. */
    public int bytes() {
        return buffer.size();
    }

    /** The stream that takes the JSON of the next record; {@link #endRecord} ends it. */
    ByteArrayOutputStream stream() {
        return buffer;
    }

    void endRecord() {
        ends.add(buffer.size());
    }

    /**
     * The body of a call.
     *
     * @param which the 0-based records that it holds
     */
    public byte[] json(boolean allOrNone, BitSet which) {
        Buffer out = new Buffer();
        out.writeBytes(("{\"allOrNone\":" + allOrNone + ",\"records\":[").getBytes(StandardCharsets.UTF_8));
        for (int i = which.nextSetBit(0), first = i; i >= 0; i = which.nextSetBit(i + 1)) {
            if (i != first) {
                out.write(',');
            }
            int start = i == 0 ? 0 : ends.get(i - 1);
            out.write(buffer.array(), start, ends.get(i) - start);
        }
        out.writeBytes(END);
        return out.toByteArray();
    }

    /** Lets go of the copy that {@code toByteArray} would make. */
    private static final class Buffer extends ByteArrayOutputStream {
        private byte[] array() {
            return buf;
        }
    }
}
