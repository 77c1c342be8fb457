/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A CSV file in which rows are read one after the other, or at an offset. Used by one thread. */
final class MappedCsv {
    private static final int SCAN_BYTES = 1 << 16;
    private static final int LOOK_UP_BYTES = 1 << 9;

    private final MappedByteBuffer mapped;
    private final CsvRow lookedUp = new CsvRow();
    private final Window window = new Window();
    private final CsvScanner lookUps = new CsvScanner(window, ',', LOOK_UP_BYTES);

    private MappedCsv(MappedByteBuffer mapped) {
        this.mapped = mapped;
    }

    /** @throws IOException also if the file has 2 GB or more */
    static MappedCsv open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException(
                        file + " has " + channel.size() + " bytes; results are matched up to " + Integer.MAX_VALUE);
            }
            return new MappedCsv(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    /** A scanner over the whole file. */
    CsvScanner scan() {
        return new CsvScanner(new Window(), ',', SCAN_BYTES);
    }

    /** The row at an offset; good until the next is read. */
    CsvRow rowAt(int offset) throws IOException {
        window.position = offset;
        lookUps.restartAt(offset);
        if (!lookUps.next(lookedUp)) {
            throw new IOException("there is no row at offset " + offset);
        }
        return lookedUp;
    }

    /** The file from some place on. */
    private final class Window implements CsvScanner.Bytes {
        private int position;

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = Math.min(length, mapped.limit() - position);
            mapped.get(position, target, offset, count);
            position += count;
            return count == 0 ? -1 : count;
        }
    }
}
