/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.record.RecordReader;
import io.sfsync.record.SourceRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings records into the order of their positions, in files where they are many. */
public final class RowSort implements RecordReader {
    /** What is sorted in memory. */
    private static final int PART = 20_000;

    private final RunFolder folder;
    private final List<Part> parts = new ArrayList<>();
    private final PriorityQueue<Part> heads = new PriorityQueue<>(Comparator.comparingLong(Part::position));
    private final List<SourceRecord> filling = new ArrayList<>();
    private long total;

    private RowSort(RunFolder folder) {
        this.folder = folder;
    }

    /** Opens a sort with nothing in it. */
    public static RowSort open() throws IOException {
        return new RowSort(RunFolder.create(null, "sort-" + UUID.randomUUID()));
    }

    /** Takes a record; no two have the same position. */
    public void add(SourceRecord record) throws IOException {
        filling.add(record);
        total++;
        if (filling.size() == PART) {
            endPart();
        }
    }

    private void endPart() throws IOException {
        filling.sort(Comparator.comparingLong(SourceRecord::position));
        Path file = folder.batch(parts.size() + 1L, "rows");
        try (SourceRows.Writer rows = new SourceRows.Writer(folder.openNew(file))) {
            for (SourceRecord record : filling) {
                rows.add(record);
            }
        }
        filling.clear();
        parts.add(new Part(new SourceRows.Reader(file)));
    }

    /** No more records come; they can be read. */
    public RecordReader sorted() throws IOException {
        endPart();
        for (Part part : parts) {
            if (part.advance()) {
                heads.add(part);
            }
        }
        return this;
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        Part first = heads.poll();
        if (first == null) {
            return null;
        }
        SourceRecord record = first.head;
        if (first.advance()) {
            heads.add(first);
        }
        return record;
    }

    @Override
    public long expectedTotal() {
        return total;
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            part.close();
        }
        if (Files.exists(folder.path())) {
            folder.delete();
        }
    }

    private static final class Part implements Closeable {
        private final SourceRows.Reader rows;
        private @Nullable SourceRecord head;

        private Part(SourceRows.Reader rows) {
            this.rows = rows;
        }

        boolean advance() throws IOException {
            head = rows.next();
            return head != null;
        }

        long position() {
            SourceRecord record = head;
            return record == null ? Long.MAX_VALUE : record.position();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
