/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.ByteArena;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Rows on disk that come back in another order than they went in, as results of Bulk 2.0 do (Bulk API 2.0 Developer Guide, Get Job Successful
 * Record Results: the order is not guaranteed). Rows are shuffled inside blocks when a block is written, and blocks when they are read, so
 * that memory holds one block. Thread-safe.
 */
final class ShuffledRows implements Closeable {
    private static final int BLOCK_ROWS = 10_000;
    private static final int BLOCK_BYTES = 4 << 20;

    private final Path file;
    private final long seed;
    private final boolean shuffled;
    private final ByteArena block = new ByteArena(1 << 12);
    private int[] ends = new int[256];
    private int rows;
    private final List<long[]> blocks = new ArrayList<>();
    private long written;

    ShuffledRows(Path file, long seed, boolean shuffled) {
        this.file = file;
        this.seed = seed;
        this.shuffled = shuffled;
    }

    /** The open block; a row is added to it and then ended with {@link #endRow}. Only for the one thread that fills it. */
    ByteArena block() {
        return block;
    }

    void endRow() throws IOException {
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows++] = block.length();
        if (rows >= BLOCK_ROWS || block.length() >= BLOCK_BYTES) {
            flush();
        }
    }

    /** Makes all rows so far visible to readers. */
    void flush() throws IOException {
        if (rows == 0) {
            return;
        }
        List<Integer> order = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            order.add(i);
        }
        if (shuffled) {
            Collections.shuffle(order, new Random(seed + written));
        }
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16)) {
            for (int row : order) {
                block.writeTo(out, row == 0 ? 0 : ends[row - 1], ends[row]);
            }
        }
        synchronized (this) {
            blocks.add(new long[] {written, block.length()});
            written += block.length();
        }
        block.truncate(0);
        rows = 0;
    }

    /** Writes the rows that were flushed. */
    void writeTo(OutputStream out) throws IOException {
        List<long[]> order;
        synchronized (this) {
            order = new ArrayList<>(blocks);
        }
        if (shuffled) {
            Collections.shuffle(order, new Random(seed));
        }
        for (long[] range : order) {
            copy(out, range[0], range[1]);
        }
    }

    private void copy(OutputStream out, long from, long length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            byte[] buffer = new byte[1 << 16];
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the result file " + file + " is shorter than it was written");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
