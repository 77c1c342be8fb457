/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import io.sfsync.check.CheckedRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Records sorted on disk: by a number, then by a text, then as they stand in their source. Used by one thread. */
public final class SortedRecords implements Closeable {
    private final ExternalSort sort;
    private final RecordCodec codec;
    private ExternalSort.@Nullable Entries sorted;

    /**
     * @param keepCells whether somebody wants the source's columns later on
     */
    public SortedRecords(RunFolder folder, String name, boolean keepCells) {
        this.sort = new ExternalSort(folder, name, ExternalSort.MEMORY);
        this.codec = new RecordCodec(keepCells);
    }

    /** A record, and what it was sorted by. */
    public record Placed(long number, String text, CheckedRecord record) {}

    /** Takes a record. */
    public void add(long number, String text, CheckedRecord record) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(Long.BYTES + bytes.length + 1 + Long.BYTES)
                .putLong(number)
                .put(bytes)
                .put((byte) 0)
                .putLong(record.source().position())
                .array();
        sort.add(key, codec.encode(record));
    }

    /** The next record, {@code null} at the end; nothing may be added once this was called. */
    public @Nullable Placed next() throws IOException {
        ExternalSort.Entries entries = sorted;
        if (entries == null) {
            entries = sort.sorted();
            sorted = entries;
        }
        SortEntry entry = entries.next();
        if (entry == null) {
            return null;
        }
        byte[] key = entry.key();
        int length = key.length - Long.BYTES - 1 - Long.BYTES;
        return new Placed(
                ByteBuffer.wrap(key).getLong(),
                new String(key, Long.BYTES, length, StandardCharsets.UTF_8),
                codec.decode(entry.payload()));
    }

    @Override
    public void close() throws IOException {
        sort.close();
    }
}
