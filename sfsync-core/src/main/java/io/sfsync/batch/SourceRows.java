/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source rows of a batch beside its body, in its order, for those who want to see them with their outcomes. A line
 * is a JSON array: either the names of the columns of the rows that follow, or position, line and cells of a row. A
 * cell is its text, {@code null}, {@code false} where there is none, or a number: its text stands in that column, from
 * 0, of the row's own row of the body. A row without cells has those of the last one that has some; its numbers, too,
 * point into its own row of the body.
 */
public final class SourceRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final @Nullable Object[] NO_VALUES = new @Nullable Object[0];

    private SourceRows() {}

    /** Writes rows. */
    public static final class Writer implements Closeable {
        private final JsonGenerator json;
        private @Nullable Header header;
        /** For each column, the one of the body in which it was last found, -1 for none. */
        private int[] places = new int[0];
        /** The last cells that were written: a {@link Place}, a text, {@code null} or {@link Absent#VALUE}. */
        private @Nullable Object[] written = NO_VALUES;

        /** Opens the file of a batch. */
        public Writer(OutputStream file) throws IOException {
            json = JSON.getFactory().createGenerator(file);
            json.setRootValueSeparator(null);
        }

        /** Appends a row all of whose cells are written. */
        public void add(SourceRecord record) throws IOException {
            add(record, NO_VALUES);
        }

        /**
         * Appends a row whose cells need not be written where the body has them.
         *
         * @param sent the values of its row of the body
         */
        @SuppressWarnings("ReferenceEquality") // headers are shared; a second equal one costs a line only
        void add(SourceRecord record, @Nullable Object[] sent) throws IOException {
            boolean first = record.header() != header;
            if (first) {
                start(record.header());
            }
            json.writeStartArray();
            json.writeNumber(record.position());
            json.writeNumber(record.line());
            if (first || !isLikeTheLast(record, sent)) {
                for (int i = 0; i < written.length; i++) {
                    writeCell(i, record.cell(i), sent);
                }
            }
            end();
        }

        private void start(Header columns) throws IOException {
            header = columns;
            json.writeStartArray();
            for (String name : columns.names()) {
                json.writeString(name);
            }
            end();
            written = new @Nullable Object[columns.size()];
            places = new int[columns.size()];
            Arrays.fill(places, -1);
        }

        private boolean isLikeTheLast(SourceRecord record, @Nullable Object[] sent) {
            for (int i = 0; i < written.length; i++) {
                Object cell = record.cell(i);
                Object last = written[i];
                boolean like = last instanceof Place
                        ? isSent(cell, sent, places[i])
                        : cell instanceof String ? cell.equals(last) : isMissing(cell) && cell == last;
                if (!like) {
                    return false;
                }
            }
            return true;
        }

        private void writeCell(int column, @Nullable Object cell, @Nullable Object[] sent) throws IOException {
            if (!isSent(cell, sent, places[column])) {
                int found = find(cell, sent);
                if (found < 0) {
                    writeText(column, cell);
                    return;
                }
                places[column] = found;
            }
            written[column] = Place.IN_BODY;
            json.writeNumber(places[column]);
        }

        private void writeText(int column, @Nullable Object cell) throws IOException {
            if (isMissing(cell)) {
                written[column] = cell;
                if (cell == null) {
                    json.writeNull();
                } else {
                    json.writeBoolean(false);
                }
                return;
            }
            String text = String.valueOf(cell);
            written[column] = text;
            json.writeString(text);
        }

        /** A column of the body that has a cell's text; blank ones may have gone anywhere. */
        private static int find(@Nullable Object cell, @Nullable Object[] sent) {
            if ("".equals(cell)) {
                return -1;
            }
            for (int i = 0; i < sent.length; i++) {
                if (isSent(cell, sent, i)) {
                    return i;
                }
            }
            return -1;
        }

        /** Whether the body's column has the text of a cell. */
        private static boolean isSent(@Nullable Object cell, @Nullable Object[] sent, int place) {
            if (place < 0 || place >= sent.length || isMissing(cell)) {
                return false;
            }
            Object value = sent[place];
            if (cell instanceof String text) {
                // blank: it is read back as a blank text, whether the field is left alone or cleared
                return text.isEmpty() ? isMissing(value) : text.equals(value);
            }
            // others go as their text, but for decimal numbers, which go without an exponent
            return cell == value && !(cell instanceof BigDecimal);
        }

        private static boolean isMissing(@Nullable Object cell) {
            return cell == null || cell == Absent.VALUE;
        }

        private void end() throws IOException {
            json.writeEndArray();
            json.writeRaw('\n');
        }

        /** Hands everything to the file. */
        public void flush() throws IOException {
            json.flush();
        }

        @Override
        public void close() throws IOException {
            json.close();
        }

        private enum Place {
            IN_BODY
        }
    }

    /** Reads rows in their order. */
    public static final class Reader implements Closeable {
        private final JsonParser json;
        private final @Nullable Path body;
        private @Nullable Body sent;
        private Header header = Header.of(List.of());
        /** The last cells that were read: an {@link Integer} is a column of the body. */
        private @Nullable Object[] cells = NO_VALUES;

        private int ordinal = -1;

        /** Opens a file whose rows have all their cells. */
        public Reader(Path file) throws IOException {
            this(file, null);
        }

        /**
         * Opens the file of a batch.
         *
         * @param body the batch's file as it was sent first, {@code null} where all rows have all their cells
         */
        public Reader(Path file, @Nullable Path body) throws IOException {
            this.json = JSON.getFactory().createParser(Files.newInputStream(file));
            this.body = body;
        }

        /** The row at this position; rows before it are passed over. */
        public SourceRecord find(long position) throws IOException {
            while (advance()) {
                long found = json.getLongValue();
                long line = readRow();
                if (found == position) {
                    return row(position, line);
                }
            }
            throw new IOException("the source row of record " + position + " is not in the run's folder");
        }

        /** The next row, {@code null} at the end. */
        public @Nullable SourceRecord next() throws IOException {
            if (!advance()) {
                return null;
            }
            long position = json.getLongValue();
            return row(position, readRow());
        }

        /** Goes to the position of the next row. */
        private boolean advance() throws IOException {
            while (json.nextToken() == JsonToken.START_ARRAY) {
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    ordinal++;
                    return true;
                }
                header = Header.of(names());
                cells = NO_VALUES;
            }
            return false;
        }

        private List<String> names() throws IOException {
            List<String> names = new ArrayList<>();
            while (json.currentToken() != JsonToken.END_ARRAY) {
                names.add(json.getText());
                json.nextToken();
            }
            return names;
        }

        /** Reads what stands behind the position; its line. */
        private long readRow() throws IOException {
            long line = json.nextLongValue(0);
            JsonToken token = json.nextToken();
            if (token != JsonToken.END_ARRAY) {
                List<@Nullable Object> read = new ArrayList<>(header.size());
                for (; token != JsonToken.END_ARRAY; token = json.nextToken()) {
                    read.add(cell(token));
                }
                cells = read.toArray();
            }
            return line;
        }

        private @Nullable Object cell(JsonToken token) throws IOException {
            return switch (token) {
                case VALUE_NULL -> null;
                case VALUE_FALSE -> Absent.VALUE;
                case VALUE_NUMBER_INT -> json.getIntValue();
                default -> json.getText();
            };
        }

        private SourceRecord row(long position, long line) throws IOException {
            @Nullable Object[] values = cells.clone();
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Integer column) {
                    values[i] = sent().text(ordinal, column);
                }
            }
            return SourceRecord.of(position, line, header, values);
        }

        private Body sent() throws IOException {
            Body open = sent;
            if (open == null) {
                if (body == null) {
                    throw new IOException("these source rows point to the file of a batch, which is not given");
                }
                open = new Body(body);
                sent = open;
            }
            return open;
        }

        @Override
        public void close() throws IOException {
            try {
                json.close();
            } finally {
                if (sent != null) {
                    sent.close();
                }
            }
        }
    }

    /** The rows that were sent, in their order. */
    private static final class Body implements Closeable {
        private final InputStream in;
        private final CsvScanner scanner;
        private final CsvRow row = new CsvRow();
        /** The row that was read last; that of the header stands before the first. */
        private int ordinal = -2;

        private Body(Path file) throws IOException {
            in = Files.newInputStream(file);
            scanner = ResultRows.scanner(in);
        }

        private String text(int wanted, int column) throws IOException {
            while (ordinal < wanted) {
                if (!scanner.next(row)) {
                    throw new IOException("the file of a batch ends before its row " + (wanted + 1)
                            + ", which its source rows point to");
                }
                ordinal++;
            }
            String text = row.text(column);
            return text.equals(BulkRowEncoder.CLEARED) ? "" : text;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
