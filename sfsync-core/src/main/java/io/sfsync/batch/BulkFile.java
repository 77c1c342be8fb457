/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import io.sfsync.schema.TargetField;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file of one Bulk job while it is built: rows go to disk as they come, and the file on disk is what is uploaded.
 * Used by one thread.
 */
public final class BulkFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final OutputStream out;
    private final SourceRows.@Nullable Writer rows;
    private final List<TargetField> columns;
    private final BulkRowEncoder encoder;
    private final PositionMap positions = new PositionMap();
    private @Nullable Shape lastShape;
    private int[] places = new int[0];
    private long bytes;

    /**
     * @param number the batch's number
     * @param columns the columns of the file; records may lack some of them, and have no others
     * @param keepRows whether the source rows are kept beside the file
     */
    public BulkFile(RunFolder folder, long number, List<TargetField> columns, NullPolicy nulls, boolean keepRows)
            throws IOException {
        this.path = folder.batch(number, "csv");
        this.columns = List.copyOf(columns);
        this.encoder = new BulkRowEncoder(nulls);
        this.out = new BufferedOutputStream(folder.openNew(path), BUFFER);
        this.rows = keepRows ? new SourceRows.Writer(folder.openNew(folder.batch(number, "rows"))) : null;
        encoder.header(columns.stream().map(TargetField::csvName).toList());
        write();
    }

    /** Whether Bulk CSV can hold the record; if not, nothing of it was written. */
    public static boolean isRepresentable(CheckedRecord record) {
        for (int i = 0; i < record.shape().fields().size(); i++) {
            if (!BulkRowEncoder.isRepresentable(record.value(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a value has a line end of Windows. A job of Bulk 2.0 whose rows end otherwise is refused as a whole for one
     * of them, even between quotes ({@code ClientInputError : LineEnding is invalid on user data}, met by many loaders).
     */
    public static boolean hasWindowsLineEnd(CheckedRecord record) {
        for (int i = 0; i < record.shape().fields().size(); i++) {
            if (record.value(i) instanceof String text && text.contains("\r\n")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Appends a record.
     *
     * @param maxBytes how long the file may grow
     * @return whether it was appended; not where the file would grow too long, unless it is the first row
     */
    @SuppressWarnings("ReferenceEquality") // a shape is shared by its records; a second equal one costs a layout only
    public boolean append(CheckedRecord record, long maxBytes) throws IOException {
        if (record.shape() != lastShape) {
            lastShape = record.shape();
            places = places(record.shape());
        }
        @Nullable Object[] values = new @Nullable Object[places.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = places[i] < 0 ? Absent.VALUE : record.value(places[i]);
            if (values[i] == null && columns.get(i).isId()) {
                // no record has its id cleared: without one it is new
                values[i] = Absent.VALUE;
            }
        }
        encoder.row(values);
        if (positions.size() > 0 && bytes + encoder.size() > maxBytes) {
            return false;
        }
        write();
        positions.add(record.source().position());
        if (rows != null) {
            if (encoder.isExact()) {
                rows.add(record.source(), values);
            } else {
                rows.add(record.source());
            }
        }
        return true;
    }

    private void write() throws IOException {
        encoder.writeTo(out);
        bytes += encoder.size();
    }

    private int[] places(Shape shape) {
        List<String> names = shape.fields().stream().map(TargetField::csvName).toList();
        return columns.stream()
                .mapToInt(column -> names.indexOf(column.csvName()))
                .toArray();
    }

    /** The file on disk. */
    public Path path() {
        return path;
    }

    /** How many rows it has. */
    public int size() {
        return positions.size();
    }

    /** How long it is. */
    public long bytes() {
        return bytes;
    }

    /** Where its rows stand in the source. */
    public PositionMap positions() {
        return positions;
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        try (OutputStream body = out;
                SourceRows.Writer sources = rows) {
            body.flush();
            if (sources != null) {
                sources.flush();
            }
        }
    }
}
