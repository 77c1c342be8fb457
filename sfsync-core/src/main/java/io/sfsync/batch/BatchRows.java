/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/** Copies some rows of a batch's file into another one, byte by byte, header included. */
public final class BatchRows {
    private BatchRows() {}

    /**
     * Copies rows.
     *
     * @param which the 0-based rows
     * @param target is closed at the end
     */
    public static void copy(Path body, BitSet which, OutputStream target) throws IOException {
        CsvRow row = new CsvRow();
        try (InputStream in = Files.newInputStream(body);
                FileChannel source = FileChannel.open(body, StandardOpenOption.READ);
                WritableByteChannel out = Channels.newChannel(target)) {
            CsvScanner scanner = ResultRows.scanner(in);
            scanner.next(row);
            long start = 0;
            boolean wanted = true;
            for (int ordinal = 0; scanner.next(row); ordinal++) {
                if (wanted) {
                    transfer(source, start, scanner.rowStart(), out);
                }
                start = scanner.rowStart();
                wanted = which.get(ordinal);
            }
            if (wanted) {
                transfer(source, start, source.size(), out);
            }
        }
    }

    private static void transfer(FileChannel source, long from, long to, WritableByteChannel out) throws IOException {
        long at = from;
        while (at < to) {
            at += source.transferTo(at, to - at, out);
        }
    }
}
