/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordReaderTest {

    private static List<SourceRecord> read(String text) throws IOException {
        return Records.all(RecordReaders.csv(new StringReader(text), CsvFormat.DEFAULT));
    }

    private static List<SourceRecord> read(byte[] bytes, CsvFormat format) throws IOException {
        return Records.all(RecordReaders.csv(new ByteArrayInputStream(bytes), format));
    }

    @Test
    void reads_rows_against_the_first_row() throws IOException {
        List<SourceRecord> records = read("Name,City\n3M,\"Saint Paul, Minnesota\"\nAbbott,\n");

        assertThat(records).hasSize(2);
        assertThat(records.get(0).position()).isEqualTo(1);
        assertThat(records.get(0).line()).isEqualTo(2);
        assertThat(records.get(0).get("City")).isEqualTo("Saint Paul, Minnesota");
        assertThat(records.get(1).get("City")).isNull();
        assertThat(records.get(1).get("Country")).isEqualTo(Absent.VALUE);
        assertThat(records.get(1).header()).isSameAs(records.get(0).header());
    }

    @Test
    void takes_a_quoted_empty_field_for_a_missing_value() throws IOException {
        assertThat(read("a,b\n\"\",x\n").get(0).get("a")).isNull();
    }

    @Test
    void a_row_with_too_many_fields_is_malformed_and_the_next_is_read() throws IOException {
        List<SourceRecord> records = read("a,b\n1,2,3\n4,5\n");

        assertThat(records.get(0).isMalformed()).isTrue();
        assertThat(records.get(0).problem()).isEqualTo("has 3 fields, the header has 2");
        assertThat(records.get(0).raw()).isEqualTo("1,2,3");
        assertThat(records.get(0).line()).isEqualTo(2);
        assertThat(records.get(1).get("b")).isEqualTo("5");
        assertThat(records.get(1).position()).isEqualTo(2);
        assertThat(records.get(1).line()).isEqualTo(3);
    }

    @Test
    void keeps_the_exact_text_of_a_malformed_row_over_several_lines() throws IOException {
        List<SourceRecord> records = read("a,b\r\n1,\"x\r\ny\",  3\r\n\r\n4,5\r\n1");

        assertThat(records.get(0).raw()).isEqualTo("1,\"x\r\ny\",  3");
        assertThat(records.get(1).line()).isEqualTo(5);
        assertThat(records.get(2).raw()).isEqualTo("1");
        assertThat(records.get(2).problem()).isEqualTo("has 1 field, the header has 2");
    }

    @Test
    void two_malformed_rows_in_a_row_keep_their_own_text() throws IOException {
        List<SourceRecord> records = read("a,b\n1\n2\n\"3\" x,4\n5\n6,7");

        assertThat(records).extracting(SourceRecord::raw).containsExactly("1", "2", "\"3\" x,4", "5", null);
        assertThat(records).extracting(SourceRecord::line).containsExactly(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void a_quote_that_is_never_closed_costs_its_line_only() throws IOException {
        List<SourceRecord> records = read("a,b\n1,\"x\n2,y\n3,z\n");

        assertThat(records).hasSize(3);
        assertThat(records.get(0).raw()).isEqualTo("1,\"x");
        assertThat(records.get(0).problem()).isEqualTo("opens a quote that is never closed");
        assertThat(records.get(1).get("b")).isEqualTo("y");
        assertThat(records.get(1).line()).isEqualTo(3);
        assertThat(records.get(2).get("b")).isEqualTo("z");
    }

    @Test
    void a_quote_that_the_next_row_closes_costs_its_line_only() throws IOException {
        List<SourceRecord> records = read("a,b\r\n1,\"x\r\n2,\"y\"\r\n3,z\r\n");

        assertThat(records.get(0).raw()).isEqualTo("1,\"x");
        assertThat(records.get(0).problem()).startsWith("has text after a closing quote");
        assertThat(records.get(1).get("b")).isEqualTo("y");
        assertThat(records.get(2).get("a")).isEqualTo("3");
        assertThat(records.get(2).line()).isEqualTo(4);
    }

    @Test
    void a_field_that_is_too_long_is_called_so_and_costs_its_line_only() throws IOException {
        String huge = "y".repeat(CsvRecordReader.MAX_FIELD_CHARS + 1_000);
        List<SourceRecord> records = read("a,b\n1," + huge + "\n2,z\n");

        assertThat(records.get(0).problem())
                .isEqualTo("holds a field of more than " + CsvRecordReader.MAX_FIELD_CHARS + " characters");
        assertThat(records.get(1).get("b")).isEqualTo("z");
    }

    @Test
    void a_field_without_end_costs_its_line_only() throws IOException {
        int rows = CsvRecordReader.MAX_FIELD_CHARS / 100 + 1_000;
        String row = "2," + "y".repeat(97) + "\n";
        RecordReader reader =
                RecordReaders.csv(new StringReader("a,b\n1,\"open\n" + row.repeat(rows)), CsvFormat.DEFAULT);

        SourceRecord first = reader.next();
        assertThat(first.raw()).isEqualTo("1,\"open");
        assertThat(first.problem()).startsWith("opens a quote that is not closed within");
        int read = 0;
        for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
            assertThat(next.isMalformed()).isFalse();
            read++;
        }
        assertThat(read).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({"';',';'", "tab,'\t'", "\\t,'\t'"})
    void splits_at_the_delimiter_of_the_format(String option, String delimiter) throws IOException {
        CsvFormat format = CsvFormat.DEFAULT.withDelimiter(CsvFormat.character("csvDelimiter", option));
        String text = "a" + delimiter + "b\n1" + delimiter + "2,0\n";

        assertThat(read(text.getBytes(UTF_8), format).get(0).get("b")).isEqualTo("2,0");
    }

    @Test
    void reads_another_quote_and_none() throws IOException {
        byte[] bytes = "a,b\n'1,0',\"2\n".getBytes(UTF_8);

        assertThat(read(bytes, CsvFormat.DEFAULT.withQuote('\'')).get(0).get("b"))
                .isEqualTo("\"2");
        assertThat(read("a,b\n1,\"2\n".getBytes(UTF_8), CsvFormat.DEFAULT.withQuote(CsvFormat.NO_QUOTE))
                        .get(0)
                        .get("b"))
                .isEqualTo("\"2");
    }

    @Test
    void given_headers_make_the_first_row_a_record() throws IOException {
        List<SourceRecord> records = read("1,2\n".getBytes(UTF_8), CsvFormat.DEFAULT.withHeaders(List.of("a", "b")));

        assertThat(records).hasSize(1);
        assertThat(records.get(0).get("b")).isEqualTo("2");
        assertThat(records.get(0).line()).isEqualTo(1);
        assertThat(read(new byte[0], CsvFormat.DEFAULT.withHeaders(List.of("a"))))
                .isEmpty();
    }

    @Test
    void a_header_over_several_lines_and_after_blank_ones_is_read() throws IOException {
        List<SourceRecord> records = read("\n\n\"a\nx\",b\n1,2\n");

        assertThat(records.get(0).get("a\nx")).isEqualTo("1");
        assertThat(records.get(0).line()).isEqualTo(5);
    }

    @Test
    void the_byte_order_mark_decides_over_the_charset_given() throws IOException {
        CsvFormat format = CsvFormat.DEFAULT.withCharset(ISO_8859_1);
        for (Charset charset :
                List.of(UTF_8, UTF_16LE, UTF_16BE, Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"))) {
            byte[] bytes = "\uFEFFa,b\nZoë,😀\n".getBytes(charset);

            SourceRecord record = read(bytes, format).get(0);
            assertThat(record.get("a")).as(charset.name()).isEqualTo("Zoë");
            assertThat(record.get("b")).as(charset.name()).isEqualTo("😀");
        }
    }

    @Test
    void a_byte_order_mark_in_decoded_text_is_skipped() throws IOException {
        assertThat(read("\uFEFFa\n1\n").get(0).get("a")).isEqualTo("1");
        assertThat(Records.all(RecordReaders.csv(new OneCharReader("\uFEFFa\n1\n"), CsvFormat.DEFAULT))
                        .get(0)
                        .get("a"))
                .isEqualTo("1");
    }

    @Test
    void without_a_mark_the_charset_given_decides() throws IOException {
        byte[] bytes = "a\nZoë\n".getBytes(ISO_8859_1);

        assertThat(read(bytes, CsvFormat.DEFAULT.withCharset(ISO_8859_1)).get(0).get("a"))
                .isEqualTo("Zoë");
    }

    @Test
    void a_byte_that_is_no_text_rejects_its_row_and_is_shown() throws IOException {
        byte[] bytes = "a,b\n1,Zoë\n2,😀\n3,x\n".getBytes(UTF_8);
        byte[] broken = "4,Zo\u00EB\n5,y\n".getBytes(ISO_8859_1);
        byte[] all = new byte[bytes.length + broken.length];
        System.arraycopy(bytes, 0, all, 0, bytes.length);
        System.arraycopy(broken, 0, all, bytes.length, broken.length);

        List<SourceRecord> records = read(all, CsvFormat.DEFAULT);

        assertThat(records).extracting(SourceRecord::isMalformed).containsExactly(false, false, false, true, false);
        assertThat(records.get(1).get("b")).isEqualTo("😀");
        assertThat(records.get(3).raw()).isEqualTo("4,Zo\\xEB");
        assertThat(records.get(3).problem()).startsWith("has a byte that is not UTF-8 in column 'b'");
        assertThat(records.get(4).get("b")).isEqualTo("y");
    }

    @Test
    void a_sequence_cut_off_at_the_end_is_malformed() throws IOException {
        assertThat(read(new byte[] {'a', '\n', 'x', (byte) 0xC3}, CsvFormat.DEFAULT)
                        .get(0)
                        .raw())
                .isEqualTo("x\\xC3");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`a,b,a\n1,2,3\n`,names column 'a' twice",
                "`a,,b\n1,2,3\n`,column 2 of 3 has no name",
                "``,is empty: it has no header row",
                "`\n\n`,is empty: it has no header row",
                "`\"a\n1\n`,opens a quote that is never closed",
            })
    void refuses_a_source_without_a_usable_header(String text, String reason) {
        assertThatThrownBy(() -> read(text == null ? new byte[0] : text.getBytes(UTF_8), CsvFormat.DEFAULT))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("the CSV source")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PK\u0003\u0004", "%PDF-1.7", "\u001F\u008B\u0008\u0000", "\u00D0\u00CF\u0011\u00E0"})
    void says_what_a_source_is_that_is_no_text(String magic) {
        byte[] bytes = (magic + "\u0000\u0001").getBytes(ISO_8859_1);
        assertThatThrownBy(() -> read(bytes, CsvFormat.DEFAULT))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("is no text: it is a");
    }

    @Test
    void bytes_that_are_no_text_in_the_header_refuse_the_source() {
        assertThatThrownBy(() -> read("Ort,Stra\u00DFe\n".getBytes(ISO_8859_1), CsvFormat.DEFAULT))
                .hasMessageContaining("windows-1252");
        assertThatThrownBy(() -> read("a\u0000b\u0000\n".getBytes(ISO_8859_1), CsvFormat.DEFAULT))
                .hasMessageContaining("UTF-16LE");
    }

    @Test
    void closes_the_file_that_it_opened(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        RecordReader reader = RecordReaders.csv(file, CsvFormat.DEFAULT);
        assertThat(reader.expectedTotal()).isEqualTo(-1);
        assertThat(Records.all(reader)).hasSize(1);
        assertThat(reader.next()).isNull();
        reader.close();

        Path bad = Files.writeString(folder.resolve("b.csv"), "a,a\n");
        assertThatThrownBy(() -> RecordReaders.csv(bad, CsvFormat.DEFAULT)).hasMessageContaining(bad.toString());
    }

    @Test
    void leaves_a_stream_open_that_was_handed_in() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream in = new ByteArrayInputStream("a\n1\n".getBytes(UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (RecordReader reader = RecordReaders.csv(in, CsvFormat.DEFAULT)) {
            assertThat(Records.all(reader)).hasSize(1);
        }
        assertThat(closed[0]).isFalse();
    }

    @Test
    void a_source_that_breaks_off_is_an_exception() throws IOException {
        Reader failing = new Reader() {
            private int reads;

            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                if (reads++ > 0) {
                    throw new IOException("connection reset");
                }
                "a\n1\n2".getChars(0, 5, target, offset);
                return 5;
            }

            @Override
            public void close() {}
        };
        RecordReader reader = RecordReaders.csv(failing, CsvFormat.DEFAULT);
        assertThat(reader.next()).isNotNull();
        assertThatThrownBy(reader::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not be read on after record 1")
                .hasRootCauseMessage("connection reset");
    }

    @Test
    void every_way_of_cutting_the_stream_gives_the_same_records() throws IOException {
        String text = "a,b\r\n1,\"x\r\ny\"\r\n2\r\n\"3\"!,4\r\n5,\"6\r\n7,8\r\n";
        List<String> expected = describe(read(text));
        for (int seed = 0; seed < 50; seed++) {
            assertThat(describe(Records.all(RecordReaders.csv(new RaggedReader(text, seed), CsvFormat.DEFAULT))))
                    .isEqualTo(expected);
        }
        assertThat(describe(Records.all(RecordReaders.csv(new OneCharReader(text), CsvFormat.DEFAULT))))
                .isEqualTo(expected);
    }

    private static List<String> describe(List<SourceRecord> records) {
        return records.stream()
                .map(r -> r.position() + "/" + r.line() + "/" + Records.cells(r) + "/" + r.raw() + "/" + r.problem())
                .toList();
    }

    @Test
    void rejects_a_format_that_cannot_be_read() {
        assertThatIllegalArgumentException().isThrownBy(() -> CsvFormat.DEFAULT.withDelimiter('"'));
        assertThatIllegalArgumentException().isThrownBy(() -> CsvFormat.DEFAULT.withDelimiter('\n'));
        assertThatIllegalArgumentException().isThrownBy(() -> CsvFormat.DEFAULT.withQuote('\r'));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvFormat.DEFAULT.withHeaders(List.of("a", "a")))
                .withMessageContaining("'a' is there twice");
        assertThatIllegalArgumentException().isThrownBy(() -> CsvFormat.DEFAULT.withHeaders(List.of("a", " ")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvFormat.character("csvQuote", "ab"))
                .withMessage("csvQuote must be one character, 'tab' or 'none', was 'ab'");
        assertThat(CsvFormat.character("csvQuote", "none")).isEqualTo(CsvFormat.NO_QUOTE);
    }

    /** Yields text in pieces of random size. */
    private static final class RaggedReader extends StringReader {
        private final Random random;

        RaggedReader(String text, int seed) {
            super(text);
            this.random = new Random(seed);
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(9)));
        }
    }

    /** Yields one char at a time. */
    private static final class OneCharReader extends StringReader {
        OneCharReader(String text) {
            super(text);
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            return super.read(target, offset, 1);
        }
    }
}
