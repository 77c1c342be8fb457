/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Data that is cut up beforehand, so that floors have nothing to do but to send. */
final class Parts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Parts() {}

    /** Files of so many rows, each with the header. */
    static Path csv(Path file, int rows) throws IOException {
        Path folder = folder(file, "csv-" + rows);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine() + "\n";
            int number = 0;
            for (String row = row(in); row != null; ) {
                try (Writer out = Files.newBufferedWriter(folder.resolve(name(number++)))) {
                    out.write(header);
                    for (int i = 0; i < rows && row != null; i++, row = row(in)) {
                        out.write(row);
                    }
                }
            }
        }
        return folder;
    }

    /** Bodies of collections calls of so many records. */
    static Path bodies(Path file, int records) throws IOException {
        Path folder = folder(file, "json-" + records);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String[] names = in.readLine().split(",", -1);
            int number = 0;
            for (String row = row(in); row != null; ) {
                try (JsonGenerator out =
                        JSON.createGenerator(Files.newBufferedWriter(folder.resolve(name(number++))))) {
                    out.writeStartObject();
                    out.writeBooleanField("allOrNone", false);
                    out.writeArrayFieldStart("records");
                    for (int i = 0; i < records && row != null; i++, row = row(in)) {
                        record(out, names, row);
                    }
                    out.writeEndArray();
                    out.writeEndObject();
                }
            }
        }
        return folder;
    }

    private static void record(JsonGenerator out, String[] names, String row) throws IOException {
        String[] cells = row.strip().split(",", names.length);
        out.writeStartObject();
        out.writeObjectFieldStart("attributes");
        out.writeStringField("type", "Account");
        out.writeEndObject();
        for (int i = 0; i < names.length; i++) {
            String cell = cells[i];
            if (cell.startsWith("\"")) {
                cell = cell.substring(1, cell.length() - 1).replace("\"\"", "\"");
            }
            if (names[i].equals("NumberOfEmployees")) {
                out.writeNumberField(names[i], Integer.parseInt(cell));
            } else {
                out.writeStringField(names[i], cell);
            }
        }
        out.writeEndObject();
    }

    /** The next row with its line end, which may go over several lines. */
    private static @Nullable String row(BufferedReader in) throws IOException {
        String row = in.readLine();
        if (row == null) {
            return null;
        }
        while (row.chars().filter(c -> c == '"').count() % 2 == 1) {
            row += "\n" + in.readLine();
        }
        return row + "\n";
    }

    private static Path folder(Path file, String name) throws IOException {
        return Files.createDirectories(file.resolveSibling(file.getFileName() + "-" + name));
    }

    private static String name(int number) {
        return String.format("%06d", number);
    }
}
