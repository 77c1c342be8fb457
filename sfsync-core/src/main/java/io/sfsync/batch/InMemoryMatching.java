/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Matches by the text of whole rows, held in memory. */
public final class InMemoryMatching implements ResultMatching {
    @Override
    public void match(Path body, String keyColumn, List<ResultFile> results, Listener listener) throws IOException {
        Map<List<String>, Deque<Integer>> ordinals = new HashMap<>();
        List<String> columns = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(body)) {
            int ordinal = -1;
            for (CsvRecord row : rows) {
                if (ordinal++ < 0) {
                    columns.addAll(row.getFields());
                } else {
                    ordinals.computeIfAbsent(row.getFields(), r -> new ArrayDeque<>())
                            .add(ordinal - 1);
                }
            }
        }
        for (int set = 0; set < results.size(); set++) {
            match(columns, ordinals, results.get(set), set, listener);
        }
    }

    private static void match(
            List<String> columns,
            Map<List<String>, Deque<Integer>> ordinals,
            ResultFile result,
            int set,
            Listener listener)
            throws IOException {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(result.file())) {
            Iterator<CsvRecord> iterator = rows.iterator();
            if (!iterator.hasNext()) {
                return;
            }
            int[] places = places(columns, iterator.next().getFields());
            while (iterator.hasNext()) {
                List<String> cells = iterator.next().getFields();
                List<String> row = new ArrayList<>();
                for (int place : places) {
                    row.add(cells.get(place));
                }
                Deque<Integer> candidates = ordinals.getOrDefault(row, new ArrayDeque<>());
                if (candidates.isEmpty()) {
                    listener.unmatched(set);
                } else {
                    boolean details = result.resultColumns() > 0;
                    listener.matched(
                            candidates.remove(), set, details ? cells.get(0) : "", details ? cells.get(1) : "");
                }
            }
        }
    }

    private static int[] places(List<String> columns, List<String> header) throws IOException {
        List<String> lower =
                header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        int[] places = columns.stream()
                .mapToInt(name -> lower.indexOf(name.toLowerCase(Locale.ROOT)))
                .toArray();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                throw new IOException("the results have no column " + columns.get(i));
            }
        }
        return places;
    }
}
