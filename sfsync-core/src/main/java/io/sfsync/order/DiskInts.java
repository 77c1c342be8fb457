/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As many numbers as there are records, in a file that the system keeps in memory as far as it likes. All start at 0. */
final class DiskInts implements Closeable {
    private static final int PER_PART = 1 << 22;

    private final Path path;
    private final List<ByteBuffer> parts = new ArrayList<>();

    DiskInts(RunFolder folder, String name, long count) throws IOException {
        this.path = folder.path().resolve("order." + name);
        Files.deleteIfExists(path);
        // an interrupt would close the channel while it maps; it stays set for whoever waits next
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = folder.openReadWrite(path)) {
            for (long start = 0; start < count; start += PER_PART) {
                long size = Math.min(PER_PART, count - start) * Integer.BYTES;
                parts.add(channel.map(MapMode.READ_WRITE, start * Integer.BYTES, size));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    int get(long index) {
        return parts.get((int) (index / PER_PART)).getInt((int) (index % PER_PART) * Integer.BYTES);
    }

    void set(long index, int value) {
        parts.get((int) (index / PER_PART)).putInt((int) (index % PER_PART) * Integer.BYTES, value);
    }

    @Override
    public void close() throws IOException {
        parts.clear();
        Files.deleteIfExists(path);
    }
}
