/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of a Bulk batch, in which rows are looked up by their offset. Used by one thread; an interrupt does not close
 * it.
 */
final class SentRows extends PageCache implements Closeable {
    private static final int LOOK_UP_BYTES = 1 << 9;

    private final Path path;
    private final RandomAccessFile file;
    private final CsvRow row = new CsvRow();
    private final CsvScanner rows = new CsvScanner(this::readOn, ',', LOOK_UP_BYTES);
    private final byte[] loaded = new byte[MOST_BYTES];
    private final List<String> columns;
    private long position;

    /** @throws IOException also if the file has 2 GB or more */
    SentRows(Path path) throws IOException {
        super(MOST_BYTES);
        this.path = path;
        long length = Files.size(path);
        if (length > Integer.MAX_VALUE) {
            throw new IOException(path + " has " + length + " bytes; results are matched up to " + Integer.MAX_VALUE);
        }
        this.columns = readColumns();
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    /** The whole file from its start. */
    InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    /** The names of the columns in lower case. */
    List<String> columns() {
        return columns;
    }

    private List<String> readColumns() throws IOException {
        try (InputStream in = open()) {
            CsvRow header = new CsvRow();
            if (!ResultRows.scanner(in).next(header)) {
                throw new IOException(path + " is empty: it has no header row");
            }
            return DigestMatching.lowerCase(header);
        }
    }

    /** The row at an offset; good until the next is asked for. */
    CsvRow rowAt(int offset) throws IOException {
        if (!rows.restartAt(offset)) {
            position = offset;
        }
        if (!rows.next(row)) {
            throw new IOException("there is no row at offset " + offset);
        }
        return row;
    }

    /**
     * Copies bytes from an offset on.
     *
     * @return how many there are, less than asked for at the end of the file
     */
    int copy(int offset, byte[] target, int count) throws IOException {
        int copied = 0;
        int part = read(offset, target, 0, count);
        while (part > 0) {
            copied += part;
            part = copied < count ? read(offset + copied, target, copied, count - copied) : 0;
        }
        return copied;
    }

    private int readOn(byte[] target, int offset, int length) throws IOException {
        int count = read(position, target, offset, length);
        position += Math.max(0, count);
        return count;
    }

    private int read(long from, byte[] target, int offset, int length) throws IOException {
        ByteBuffer page = page(place(from / MOST_BYTES));
        int start = (int) (from % MOST_BYTES);
        int count = Math.min(length, page.limit() - start);
        if (count <= 0) {
            return -1;
        }
        page.get(start, target, offset, count);
        return count;
    }

    @Override
    void load(ByteBuffer page, long offset) throws IOException {
        file.seek(offset);
        int count = file.read(loaded);
        page.put(loaded, 0, Math.max(0, count));
    }

    @Override
    void leave(int place, ByteBuffer page, long offset) {
        // nothing of it was changed
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
