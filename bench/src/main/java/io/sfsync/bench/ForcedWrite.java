/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What the disk itself takes to keep a line of a journal. */
final class ForcedWrite {
    private static final int WRITES = 51;

    private ForcedWrite() {}

    /** The median of some writes that are forced to this folder's disk, in milliseconds. */
    static double millis(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "forced", ".bin");
        double[] millis = new double[WRITES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(100));
                channel.force(false);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Files.delete(file);
        Arrays.sort(millis);
        return millis[WRITES / 2];
    }
}
