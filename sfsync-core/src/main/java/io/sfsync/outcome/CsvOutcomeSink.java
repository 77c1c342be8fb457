/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes records with their outcomes to a CSV file in UTF-8: {@code _row, _line, _outcome, _id, _created, _code,
 * _message, _fields, _run, _time, _raw}, then the columns of the source. Several errors of one record stand in one
 * cell, with a semicolon between them.
 *
 * <p>The file is made, for its owner only, when the first record comes; a file that is there already is then replaced.
 * Columns that appear later are added to the header when the sink is closed.
 */
public final class CsvOutcomeSink implements OutcomeSink {
    private final Path file;
    private final Map<String, Integer> sourceColumns = new LinkedHashMap<>();
    private @Nullable CsvWriter writer;
    private @Nullable Header lastHeader;
    private int[] places = new int[0];
    private int columnsInHeader;

    /** @param file made with the folders above it */
    public CsvOutcomeSink(Path file) {
        this.file = file;
    }

    /** The file, which is there once there was a record. */
    public Path file() {
        return file;
    }

    @Override
    public void accept(List<OutcomeRecord> records) throws IOException {
        for (OutcomeRecord record : records) {
            place(record.source().header());
            CsvWriter out = writer;
            if (out == null) {
                out = open(file);
                writer = out;
                columnsInHeader = sourceColumns.size();
                out.writeRecord(header());
            }
            out.writeRecord(row(record));
        }
        if (writer != null) {
            writer.flush();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a header is shared by its records; a second equal one costs a look-up only
    private void place(Header header) {
        if (header == lastHeader) {
            return;
        }
        lastHeader = header;
        places = new int[header.size()];
        for (int i = 0; i < places.length; i++) {
            String column = header.names().get(i);
            places[i] = OutcomeColumns.isReserved(column)
                    ? -1
                    : sourceColumns.computeIfAbsent(column, c -> sourceColumns.size());
        }
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(OutcomeColumns.names());
        names.addAll(sourceColumns.keySet());
        return names;
    }

    private List<String> row(OutcomeRecord record) {
        List<String> row = new ArrayList<>();
        Map<String, @Nullable Object> values = OutcomeColumns.toMap(record);
        for (String name : OutcomeColumns.names()) {
            row.add(OutcomeColumns.text(values.get(name)));
        }
        String[] cells = new String[sourceColumns.size()];
        java.util.Arrays.fill(cells, "");
        SourceRecord source = record.source();
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0) {
                cells[places[i]] = OutcomeColumns.text(source.cell(i));
            }
        }
        row.addAll(List.of(cells));
        return row;
    }

    @Override
    public void close() throws IOException {
        if (writer == null) {
            return;
        }
        writer.close();
        writer = null;
        if (sourceColumns.size() > columnsInHeader) {
            widen();
        }
    }

    /** Gives all rows the columns that some have, by writing the file anew. */
    private void widen() throws IOException {
        Path wide = file.resolveSibling(file.getFileName() + ".tmp");
        List<String> header = header();
        try (CsvReader<CsvRecord> narrow = CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(file);
                CsvWriter out = open(wide)) {
            boolean first = true;
            for (CsvRecord record : narrow) {
                List<String> row = new ArrayList<>(first ? header : record.getFields());
                while (row.size() < header.size()) {
                    row.add("");
                }
                out.writeRecord(row);
                first = false;
            }
        } catch (UncheckedIOException e) {
            throw new IOException(file + " could not be given the columns that appeared later", e);
        }
        Files.move(wide, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static CsvWriter open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.deleteIfExists(path);
        return CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(
                        Channels.newOutputStream(Files.newByteChannel(
                                path,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                OwnerOnly.file())),
                        StandardCharsets.UTF_8));
    }
}
