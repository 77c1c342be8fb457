/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.loops;

import io.sfsync.batch.ResultMatching.ResultFile;
import io.sfsync.mapping.MappingFile;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.record.Header;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What the loops work on. */
final class LoopData {
    private static final List<String> NAMES =
            List.of("name", "number", "phone", "industry", "employees", "city", "street", "founded", "revenue", "note");
    private static final String MAPPING = """
            version: 1
            fields:
              Name: {from: name, do: trim}
              AccountNumber: number
              Phone: phone
              Industry: {from: industry, do: uppercase}
              NumberOfEmployees: {from: employees, do: int}
              BillingCity: city
              BillingStreet: street
              YearStarted: {from: founded, do: {truncate: 4}}
              AnnualRevenue: revenue
              Description: note
            """;

    private LoopData() {}

    static Path source(Path folder, int rows) throws IOException {
        StringBuilder text = new StringBuilder(String.join(",", NAMES)).append('\n');
        for (int i = 0; i < rows; i++) {
            text.append(row(i));
        }
        return Files.writeString(folder.resolve("source.csv"), text);
    }

    private static String row(int i) {
        String note = i % 10 == 0 ? "\"says \"\"hello\"\",\nand more " + i + "\"" : "a plain text of " + i;
        return " Account " + i + ",A-" + i + ",+44 20 " + (1_000_000 + i) + ",energy," + i % 5000 + ",Zürich,"
                + i % 300 + " Main Street," + (1900 + i % 120) + "-01-31," + i * 100L + "." + i % 10 + ","
                + note + "\n";
    }

    static RecordMapping mapping() throws IOException {
        return MappingFile.parse("loops.yaml", new StringReader(MAPPING));
    }

    static List<TargetField> columns(Header header) {
        return header.names().stream()
                .map(name -> new TargetField(name, "string", name, null, null))
                .toList();
    }

    /** The same rows, as they are uploaded. */
    static Path sent(Path folder, Path source) throws IOException {
        return Files.copy(source, folder.resolve("sent.csv"));
    }

    /** The results of all rows, in another order. */
    static List<ResultFile> results(Path folder, Path source) throws IOException {
        int rows = (int) Files.readString(source)
                .lines()
                .filter(line -> line.startsWith(" Account"))
                .count();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(1));
        StringBuilder text = new StringBuilder("\"sf__Id\",\"sf__Created\"," + String.join(",", NAMES) + "\n");
        for (int i : order) {
            text.append(String.format("\"001%012dAAA\",\"true\",", i)).append(row(i));
        }
        return List.of(new ResultFile(Files.writeString(folder.resolve("results.csv"), text), 2));
    }
}
