/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.record.Absent;
import io.sfsync.record.SourceRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a batch's file back as records that another API can carry: a blank cell leaves a field alone,
 * {@code #N/A} empties it, all else is text. Of their sources the records know the position alone. Used by one thread.
 */
public final class BatchRecords implements Closeable {
    private final InputStream in;
    private final CsvScanner scanner;
    private final CsvRow row = new CsvRow();
    private final PositionMap positions;
    private final Shape shape;
    private int ordinal;

    private BatchRecords(InputStream in, PositionMap positions, Shape shape) {
        this.in = in;
        this.scanner = ResultRows.scanner(in);
        this.positions = positions;
        this.shape = shape;
    }

    /** The columns of a batch's file. */
    public static List<String> columns(Path body) throws IOException {
        try (InputStream in = Files.newInputStream(body)) {
            CsvRow header = new CsvRow();
            ResultRows.scanner(in).next(header);
            return cells(header);
        }
    }

    /**
     * Opens a batch's file.
     *
     * @param positions where its rows stand in the source
     * @param shape the fields of its columns, in their order
     */
    public static BatchRecords open(Path body, PositionMap positions, Shape shape) throws IOException {
        BatchRecords records = new BatchRecords(Files.newInputStream(body), positions, shape);
        records.scanner.next(records.row);
        return records;
    }

    /** The next record, {@code null} at the end. */
    public @Nullable CheckedRecord next() throws IOException {
        if (!scanner.next(row)) {
            return null;
        }
        @Nullable Object[] values = new @Nullable Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            String text = row.text(i);
            values[i] = text.isEmpty() ? Absent.VALUE : text.equals(BulkRowEncoder.CLEARED) ? null : text;
        }
        long position = positions.position(ordinal++);
        return new CheckedRecord(SourceRecord.of(position, 0, shape.header(), values), shape, values);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static List<String> cells(CsvRow header) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            names.add(header.text(i));
        }
        return names;
    }
}
