/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows of a result on disk, with a second file that tells where each row begins, so that any page can be sent without reading what
 * stands before it. Written by one thread, then read by any.
 */
final class ResultFile implements Closeable {

    private final Path rowsFile;
    private final Path startsFile;
    private final char delimiter;
    private final String lineEnding;
    private String header = "";
    private long rows;

    ResultFile(Path folder, char delimiter, String lineEnding) {
        this.rowsFile = folder.resolve("rows.csv");
        this.startsFile = folder.resolve("rows.index");
        this.delimiter = delimiter;
        this.lineEnding = lineEnding;
    }

    /** Writes the rows one by one; the header is not among them. */
    Writer writer(List<String> columns) throws IOException {
        header = line(columns);
        return new Writer();
    }

    /** How many rows there are. */
    synchronized long rows() {
        return rows;
    }

    /** Sends the header and some rows. */
    void writeTo(OutputStream out, long fromRow, long count) throws IOException {
        out.write(header.getBytes(StandardCharsets.UTF_8));
        long to = Math.min(rows(), fromRow + count);
        if (fromRow >= to) {
            return;
        }
        try (RandomAccessFile starts = new RandomAccessFile(startsFile.toFile(), "r");
                RandomAccessFile file = new RandomAccessFile(rowsFile.toFile(), "r")) {
            long begin = start(starts, fromRow);
            long end = to == rows() ? file.length() : start(starts, to);
            WritableByteChannel target = Channels.newChannel(out);
            while (begin < end) {
                begin += file.getChannel().transferTo(begin, end - begin, target);
            }
        }
    }

    private static long start(RandomAccessFile starts, long row) throws IOException {
        starts.seek(row * Long.BYTES);
        return starts.readLong();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(line.isEmpty() ? "" : delimiter);
            line.append('"')
                    .append(cell.indexOf('"') < 0 ? cell : cell.replace("\"", "\"\""))
                    .append('"');
        }
        return line.append(lineEnding).toString();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(rowsFile);
        Files.deleteIfExists(startsFile);
    }

    /** Takes the rows. */
    final class Writer implements Closeable {
        private static final int BUFFER_BYTES = 1 << 16;

        private final OutputStream file = new BufferedOutputStream(Files.newOutputStream(rowsFile), BUFFER_BYTES);
        private final DataOutputStream starts =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(startsFile), BUFFER_BYTES));
        private long position;

        private Writer() throws IOException {}

        void row(List<String> cells) throws IOException {
            byte[] line = line(cells).getBytes(StandardCharsets.UTF_8);
            starts.writeLong(position);
            file.write(line);
            position += line.length;
            synchronized (ResultFile.this) {
                rows++;
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
            starts.close();
        }
    }
}
