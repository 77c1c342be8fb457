/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The ids of a large answer, in order, in a temporary file: a page costs memory, the answer does not. */
final class IdSpool implements AutoCloseable {

    private static final int IDS_PER_WRITE = 8192;

    private final FileChannel file;
    private long size;

    private IdSpool(FileChannel file) {
        this.file = file;
    }

    /** Takes the first column of all rows. */
    static IdSpool of(ResultSet rows) throws SQLException {
        try {
            Path path = Files.createTempFile("sfsync-query-", ".ids");
            IdSpool spool = new IdSpool(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
            spool.fill(rows);
            return spool;
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file for a large answer could not be written", e);
        }
    }

    private void fill(ResultSet rows) throws SQLException, IOException {
        ByteBuffer buffer = ByteBuffer.allocate(IDS_PER_WRITE * Long.BYTES);
        while (rows.next()) {
            buffer.putLong(rows.getLong(1));
            size++;
            if (!buffer.hasRemaining()) {
                write(buffer);
            }
        }
        write(buffer);
    }

    private void write(ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    long size() {
        return size;
    }

    List<Long> read(long from, int count) {
        int some = (int) Math.max(0, Math.min(count, size - from));
        ByteBuffer buffer = ByteBuffer.allocate(some * Long.BYTES);
        try {
            while (buffer.hasRemaining() && file.read(buffer, from * Long.BYTES + buffer.position()) >= 0) {
                // goes on until all of it is there
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of a large answer could not be read", e);
        }
        buffer.flip();
        List<Long> ids = new ArrayList<>(some);
        while (buffer.hasRemaining()) {
            ids.add(buffer.getLong());
        }
        return ids;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of a large answer could not be closed", e);
        }
    }
}
