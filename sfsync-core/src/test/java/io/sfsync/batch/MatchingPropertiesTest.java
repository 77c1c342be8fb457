/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.mapping.NullPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for all rows: CSV comes back as it went, and every row gets a result of a row like it. */
class MatchingPropertiesTest {

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> cell = Arbitraries.of("a", "b", "\"", ",", "\n", "\r", " ", ";", "é", "😀")
                .list()
                .ofMaxSize(6)
                .map(letters -> String.join("", letters));
        return cell.list().ofSize(3).list().ofMinSize(1).ofMaxSize(40);
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static String csv(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(MatchingPropertiesTest::quoted).collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
    }

    @Property(tries = 200)
    void csv_comes_back_as_it_went(
            @ForAll("rows") List<List<String>> rows, @ForAll @IntRange(min = 1, max = 40) int chunk)
            throws IOException {
        InputStream in = new ByteArrayInputStream(csv(rows).getBytes(StandardCharsets.UTF_8));
        CsvScanner scanner = new CsvScanner(in::read, ',', chunk);
        CsvRow row = new CsvRow();
        List<List<String>> read = new ArrayList<>();
        while (scanner.next(row)) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(row.text(i));
            }
            read.add(cells);
        }
        assertThat(read).isEqualTo(rows);
    }

    @Property(tries = 60)
    void every_row_gets_one_result_of_a_row_like_it(
            @ForAll("rows") List<List<String>> rows,
            @ForAll @IntRange(min = 1, max = 30) int rowsInMemory,
            @ForAll long seed)
            throws IOException, InterruptedException {
        List<List<String>> results = new ArrayList<>(List.of(List.of("sf__Id", "sf__Created", "C", "A", "B")));
        for (int i : shuffled(rows.size(), seed)) {
            List<String> row = rows.get(i);
            results.add(List.of("id" + i, "true", row.get(2), row.get(0), row.get(1)));
        }
        List<List<String>> body = new ArrayList<>(List.of(List.of("A", "B", "C")));
        body.addAll(rows);

        assertEachHasItsOwn(rows, match(csv(body), csv(results), rowsInMemory));
    }

    @Property(tries = 100)
    void rows_that_come_back_in_quotes_and_else_as_they_were_sent_are_found_too(
            @ForAll("rows") List<List<String>> rows,
            @ForAll @IntRange(min = 1, max = 30) int rowsInMemory,
            @ForAll long seed)
            throws IOException, InterruptedException {
        List<List<String>> results = new ArrayList<>(List.of(List.of("sf__Id", "sf__Created", "A", "B", "C")));
        for (int i : shuffled(rows.size(), seed)) {
            List<String> row = rows.get(i);
            results.add(List.of("id" + i, "true", row.get(0), row.get(1), row.get(2)));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        BulkRowEncoder encoder = new BulkRowEncoder(NullPolicy.IGNORE);
        encoder.header(List.of("A", "B", "C"));
        encoder.writeTo(body);
        for (List<String> row : rows) {
            encoder.row(row.toArray());
            encoder.writeTo(body);
        }

        assertEachHasItsOwn(rows, match(body.toString(StandardCharsets.UTF_8), csv(results), rowsInMemory));
    }

    @Property(tries = 100)
    void a_digest_of_whole_rows_does_not_depend_on_quotes_nor_on_what_is_read_at_once(
            @ForAll("rows") List<List<String>> rows, @ForAll @IntRange(min = 1, max = 40) int chunk)
            throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        StringBuilder quoted = new StringBuilder();
        BulkRowEncoder encoder = new BulkRowEncoder(NullPolicy.IGNORE);
        for (List<String> row : rows) {
            encoder.row(row.toArray());
            encoder.writeTo(plain);
            quoted.append("\"i\"\"d\",true,").append(csv(List.of(row)));
        }
        InputStream sent = new ByteArrayInputStream(plain.toByteArray());
        InputStream results = new ByteArrayInputStream(quoted.toString().getBytes(StandardCharsets.UTF_8));
        WholeRows sentRows = new WholeRows(sent::read, chunk, 0);
        WholeRows resultRows = new WholeRows(results::read, chunk, 2);
        for (List<String> row : rows) {
            assertThat(sentRows.advance()).isTrue();
            assertThat(resultRows.advance()).isTrue();
            assertThat(resultRows.digest()).as("%s", row).isEqualTo(sentRows.digest());
            assertThat(resultRows.text(0)).isEqualTo("i\"d");
            assertThat(resultRows.text(1)).isEqualTo("true");
        }
        assertThat(sentRows.advance()).isFalse();
        assertThat(resultRows.advance()).isFalse();
    }

    private static List<Integer> shuffled(int size, long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    private static void assertEachHasItsOwn(List<List<String>> rows, Map<Integer, String> ids) {
        assertThat(ids).hasSize(rows.size());
        Set<String> used = new HashSet<>(ids.values());
        assertThat(used).hasSize(rows.size());
        ids.forEach((ordinal, id) ->
                assertThat(rows.get(Integer.parseInt(id.substring(2)))).isEqualTo(rows.get(ordinal)));
    }

    private static Map<Integer, String> match(String body, String results, int rowsInMemory)
            throws IOException, InterruptedException {
        Path sent = Files.createTempFile("sent", ".csv");
        Path result = Files.createTempFile("result", ".csv");
        try {
            Files.writeString(sent, body);
            Files.writeString(result, results);
            Map<Integer, String> ids = new HashMap<>();
            new DigestMatching(rowsInMemory)
                    .match(
                            sent,
                            body.length(),
                            "",
                            Arrays.asList(new ResultMatching.ResultFile(result, 2)),
                            new ResultMatching.Listener() {
                                @Override
                                public void matched(int ordinal, int set, String id, String detail) {
                                    assertThat(ids.put(ordinal, id)).isNull();
                                }

                                @Override
                                public void unmatched(int set) {
                                    throw new AssertionError("a result without a row");
                                }
                            });
            return ids;
        } finally {
            Files.delete(sent);
            Files.delete(result);
        }
    }
}
