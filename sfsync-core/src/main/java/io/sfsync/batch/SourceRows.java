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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The source rows of a batch beside its body, in its order, for those who want to see them with their outcomes. A line
 * is a JSON array: either the names of the columns of the rows that follow, or position, line and cells of a row.
 */
public final class SourceRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SourceRows() {}

    /** Writes rows. */
    public static final class Writer implements Closeable {
        private final JsonGenerator json;
        private @Nullable Header header;

        /** Opens the file of a batch. */
        public Writer(OutputStream file) throws IOException {
            json = JSON.getFactory().createGenerator(file);
            json.setRootValueSeparator(null);
        }

        /** Appends a row. */
        @SuppressWarnings("ReferenceEquality") // headers are shared; a second equal one costs a line only
        public void add(SourceRecord record) throws IOException {
            if (record.header() != header) {
                header = record.header();
                json.writeStartArray();
                for (String name : record.header().names()) {
                    json.writeString(name);
                }
                end();
            }
            json.writeStartArray();
            json.writeNumber(record.position());
            json.writeNumber(record.line());
            for (int i = 0; i < record.header().size(); i++) {
                writeCell(record.cell(i));
            }
            end();
        }

        private void writeCell(@Nullable Object cell) throws IOException {
            if (cell == null) {
                json.writeNull();
            } else if (cell == Absent.VALUE) {
                json.writeBoolean(false);
            } else {
                json.writeString(cell.toString());
            }
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
    }

    /** Reads rows in their order. */
    public static final class Reader implements Closeable {
        private final JsonParser json;
        private Header header = Header.of(List.of());

        /** Opens the file of a batch. */
        public Reader(Path file) throws IOException {
            json = JSON.getFactory().createParser(Files.newInputStream(file));
        }

        /** The row at this position; rows before it are passed over. */
        public SourceRecord find(long position) throws IOException {
            while (json.nextToken() == JsonToken.START_ARRAY) {
                if (json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                    header = Header.of(names());
                } else if (json.getLongValue() == position) {
                    return row(position);
                } else {
                    skip();
                }
            }
            throw new IOException("the source row of record " + position + " is not in the run's folder");
        }

        /** The next row, {@code null} at the end. */
        public @Nullable SourceRecord next() throws IOException {
            while (json.nextToken() == JsonToken.START_ARRAY) {
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    return row(json.getLongValue());
                }
                header = Header.of(names());
            }
            return null;
        }

        private void skip() throws IOException {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                // A cell that nobody wants.
            }
        }

        private List<String> names() throws IOException {
            List<String> names = new ArrayList<>();
            while (json.currentToken() != JsonToken.END_ARRAY) {
                names.add(json.getText());
                json.nextToken();
            }
            return names;
        }

        private SourceRecord row(long position) throws IOException {
            long line = json.nextLongValue(0);
            List<@Nullable Object> cells = new ArrayList<>(header.size());
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                cells.add(
                        token == JsonToken.VALUE_FALSE
                                ? Absent.VALUE
                                : token == JsonToken.VALUE_NULL ? null : json.getText());
            }
            return SourceRecord.of(position, line, header, cells.toArray());
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
