/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvScannerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096})
    void reads_quotes_newlines_and_blanks_however_the_bytes_arrive(int bytesPerRead) throws Exception {
        String data = "Name,\"Note\",Ä\n\"a \"\"b\"\"\",\"x\ny\",é\n\n,\"\",\nlast,,\"ü\"";
        assertThat(records(data, LineEnding.LF, bytesPerRead))
                .containsExactly(
                        List.of("Name", "Note", "Ä"),
                        List.of("a \"b\"", "x\ny", "é"),
                        List.of("", "", ""),
                        List.of("last", "", "ü"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 4096})
    void reads_crlf(int bytesPerRead) throws Exception {
        String data = "A,B\r\n\"x\r\ny\",2\r\n\r\n3,\"4\"\r\n";
        assertThat(records(data, LineEnding.CRLF, bytesPerRead))
                .containsExactly(List.of("A", "B"), List.of("x\r\ny", "2"), List.of("3", "4"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "LF, 'A\r\n1', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF'",
                "LF, 'A\n\"x\r\ny\"', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF'",
                "CRLF, 'A\n1', 'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF'",
                "LF, 'A\nx\"y', 'InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote'",
                "LF, 'A\n\"x\"y', 'InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote'",
                "LF, '\uFEFF\"A\"\n1', 'InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote'",
                "LF, 'A,B\n\"x\", \"y\"', 'InvalidBatch : Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote'",
                "LF, 'A\n\"x', 'InvalidBatch : Failed to parse CSV. EOF reached before closing an opened quote'",
            })
    void refuses_in_the_recorded_words(LineEnding lineEnding, String data, String message) {
        for (int bytesPerRead : new int[] {1, 2, 4096}) {
            assertThatThrownBy(() -> records(data, lineEnding, bytesPerRead))
                    .isInstanceOf(BulkFailure.class)
                    .hasMessage(message);
        }
    }

    @Test
    void echoes_cells_and_records_as_they_were_sent() throws Exception {
        try (CsvScanner scanner = scanner("A;B\nx;\"y \"\"z\"\"\"\n1;2", ColumnDelimiter.SEMICOLON, LineEnding.LF, 3)) {
            scanner.next();
            assertThat(scanner.nextOffset()).isEqualTo(4);
            scanner.next();
            ByteArena out = new ByteArena(1);
            scanner.quoteTo(0, out);
            scanner.quoteTo(1, out);
            out.add('|');
            scanner.rawTo(0, out);
            scanner.rawTo(1, out);
            out.add('|');
            scanner.recordTo(out);
            assertThat(out.toArray())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("\"x\"\"y \"\"z\"\"\"|x\"y \"\"z\"\"\"|x;\"y \"\"z\"\"\"");
            assertThat(scanner.offset()).isEqualTo(4);
            scanner.next();
            assertThat(scanner.offset()).isEqualTo(16);
        }
    }

    private static List<List<String>> records(String data, LineEnding lineEnding, int bytesPerRead)
            throws IOException, BulkFailure {
        List<List<String>> records = new ArrayList<>();
        try (CsvScanner scanner = scanner(data, ColumnDelimiter.COMMA, lineEnding, bytesPerRead)) {
            while (scanner.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < scanner.size(); i++) {
                    cells.add(scanner.text(i));
                }
                records.add(cells);
            }
        }
        return records;
    }

    private static CsvScanner scanner(String data, ColumnDelimiter delimiter, LineEnding lineEnding, int bytesPerRead) {
        InputStream in = new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, bytesPerRead));
            }
        };
        return new CsvScanner(in, delimiter, lineEnding);
    }
}
