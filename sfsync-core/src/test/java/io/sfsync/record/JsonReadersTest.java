/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadersTest {

    private static List<SourceRecord> json(String text) throws IOException {
        return Records.all(RecordReaders.json(new StringReader(text)));
    }

    private static List<SourceRecord> json(byte[] bytes, Charset charset) throws IOException {
        return Records.all(RecordReaders.json(new ByteArrayInputStream(bytes), charset));
    }

    private static List<SourceRecord> ndjson(String text) throws IOException {
        return Records.all(RecordReaders.ndjson(new StringReader(text)));
    }

    @Test
    void reads_an_array_element_by_element() throws IOException {
        List<SourceRecord> records = json("[\n{\"a\": 1, \"b\": null},\n {\"a\": 1.10, \"b\": [1, {\"c\": 2}]}]\n");

        assertThat(records).hasSize(2);
        assertThat(records.get(0).get("a")).isEqualTo(1);
        assertThat(records.get(0).get("b")).isNull();
        assertThat(records.get(0).get("c")).isEqualTo(Absent.VALUE);
        assertThat(records.get(0).line()).isEqualTo(2);
        assertThat(records.get(1).line()).isEqualTo(3);
        assertThat(records.get(1).get("a")).isEqualTo(new BigDecimal("1.10"));
        assertThat(records.get(1).get("b")).isEqualTo(List.of(1, Map.of("c", 2)));
        assertThat(records.get(1).header()).isSameAs(records.get(0).header());
    }

    @Test
    void nested_objects_become_columns_with_dots() throws IOException {
        SourceRecord record = json("[{\"Account\": {\"Ext__c\": \"k\", \"Deep\": {\"x\": 1}}}]")
                .get(0);

        assertThat(record.header().names()).containsExactly("Account.Ext__c", "Account.Deep.x");
        assertThat(record.get("Account.Ext__c")).isEqualTo("k");
    }

    @Test
    void reads_one_object_over_several_lines() throws IOException {
        List<SourceRecord> records = json("{\n  \"a\": 1\n}\n");

        assertThat(records).hasSize(1);
        assertThat(records.get(0).get("a")).isEqualTo(1);
    }

    @Test
    void finds_out_by_itself_that_there_is_an_object_on_each_line() throws IOException {
        List<SourceRecord> records = json("\n{\"a\": 1}\n\nnonsense\n{\"a\": 2}");

        assertThat(records).extracting(SourceRecord::line).containsExactly(2L, 4L, 5L);
        assertThat(records).extracting(SourceRecord::position).containsExactly(1L, 2L, 3L);
        assertThat(records.get(1).raw()).isEqualTo("nonsense");
        assertThat(records.get(2).get("a")).isEqualTo(2);
    }

    @Test
    void a_line_that_is_no_object_is_malformed_and_the_next_is_read() throws IOException {
        List<SourceRecord> records = ndjson("{\"a\": \n[1]\nnull\n{\"a\": 1} x\n{\"a\": 1}\n");

        assertThat(records).extracting(SourceRecord::isMalformed).containsExactly(true, true, true, true, false);
        assertThat(records.get(0).problem()).startsWith("is no JSON object at column");
        assertThat(records.get(0).raw()).isEqualTo("{\"a\": ");
        assertThat(records.get(2).problem()).isEqualTo("is null, not a JSON object");
        assertThat(records.get(3).problem()).contains("unrecognized token");
    }

    @Test
    void an_element_that_is_no_object_is_malformed() throws IOException {
        List<SourceRecord> records = json("[1, \"x\", {\"a\": 1}]");

        assertThat(records).extracting(SourceRecord::raw).containsExactly("1", "\"x\"", null);
        assertThat(records.get(0).problem()).isEqualTo("is no JSON object");
    }

    @Test
    void a_broken_array_is_an_exception_with_its_place() throws IOException {
        RecordReader reader = RecordReaders.json(new StringReader("[{\"a\": 1},\n{\"a\": secret}]"));
        assertThat(reader.next()).isNotNull();

        assertThatThrownBy(reader::next)
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("is broken JSON after record 1 at line 2, column")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "7", "\"text\"", "nonsense", "[{\"a\": 1}] x", "[{\"a\": 1}] {\"b\": 2}", "[{\"a\""})
    void refuses_what_is_no_json_array_or_object(String text) {
        assertThatThrownBy(() -> json(text))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("the JSON source");
    }

    @Test
    void an_empty_array_has_no_records() throws IOException {
        assertThat(json("[]")).isEmpty();
        assertThat(ndjson("\n")).isEmpty();
        RecordReader ended = RecordReaders.json(new StringReader("[]"));
        assertThat(ended.next()).isNull();
        assertThat(ended.next()).isNull();
    }

    @Test
    void decodes_as_csv_is_decoded() throws IOException {
        byte[] latin = "[{\"a\": \"Zoë\"}, {\"a\": \"x\"}]".getBytes(ISO_8859_1);

        assertThat(json(latin, ISO_8859_1).get(0).get("a")).isEqualTo("Zoë");
        assertThat(json("\uFEFF[{\"a\": \"Zoë\"}]".getBytes(UTF_16LE), null)
                        .get(0)
                        .get("a"))
                .isEqualTo("Zoë");
        List<SourceRecord> strict = json(latin, null);
        assertThat(strict.get(0).raw()).isEqualTo("{\"a\":\"Zo\\xEB\"}");
        assertThat(strict.get(0).problem()).contains("is not UTF-8");
        assertThat(strict.get(1).get("a")).isEqualTo("x");
    }

    @Test
    void a_byte_that_is_no_text_rejects_its_line_only() throws IOException {
        byte[] bytes = "{\"a\": \"Zoë\"}\n{\"a\": 2}\n".getBytes(ISO_8859_1);
        List<SourceRecord> records = Records.all(RecordReaders.ndjson(new ByteArrayInputStream(bytes), null));

        assertThat(records.get(0).raw()).isEqualTo("{\"a\": \"Zo\\xEB\"}");
        assertThat(records.get(1).get("a")).isEqualTo(2);
    }

    @Test
    void reads_files(@TempDir Path folder) throws IOException {
        Path array = Files.writeString(folder.resolve("a.json"), "[{\"a\": \"é\"}]", UTF_8);
        Path lines = Files.writeString(folder.resolve("a.ndjson"), "{\"a\": 1}\n", UTF_8);
        try (RecordReader one = RecordReaders.json(array, null);
                RecordReader two = RecordReaders.ndjson(lines, null);
                RecordReader three = RecordReaders.json(lines, null)) {
            assertThat(Records.all(one).get(0).get("a")).isEqualTo("é");
            assertThat(Records.all(two)).hasSize(1);
            assertThat(Records.all(three)).hasSize(1);
        }
        Path broken = Files.writeString(folder.resolve("b.json"), "nonsense", UTF_8);
        assertThatThrownBy(() -> RecordReaders.json(broken, null)).hasMessageContaining(broken.toString());
    }

    @Test
    void a_first_line_too_long_to_look_at_is_part_of_a_document() throws IOException {
        String longValue = "x".repeat(100_000);
        List<SourceRecord> records = json("{\"a\": \"" + longValue + "\"}\n{\"a\": 2}\n");

        assertThat(records).hasSize(2);
        assertThat(records.get(0).get("a")).isEqualTo(longValue);
        assertThat(Arrays.asList(records.get(1).get("a"))).containsExactly(2);
    }
}
