/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BulkRowEncoderTest {

    private static byte[] bytes(BulkRowEncoder encoder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.writeTo(out);
        assertThat(encoder.size()).isEqualTo(out.size());
        return out.toByteArray();
    }

    private static String row(NullPolicy nulls, Object... values) throws IOException {
        BulkRowEncoder encoder = new BulkRowEncoder(nulls);
        encoder.row(values);
        return new String(bytes(encoder), StandardCharsets.UTF_8);
    }

    @Test
    void quotes_only_what_needs_it() throws IOException {
        assertThat(row(NullPolicy.IGNORE, "a b", "a,b", "a\"b", "a\nb", "a\rb", " a", "a\t", "é😀"))
                .isEqualTo("a b,\"a,b\",\"a\"\"b\",\"a\nb\",\"a\rb\",\" a\",\"a\t\",é😀\n");
    }

    @Test
    void a_missing_value_is_blank_or_cleared_and_an_absent_one_blank() throws IOException {
        assertThat(row(NullPolicy.IGNORE, null, Absent.VALUE, "")).isEqualTo(",,\n");
        assertThat(row(NullPolicy.CLEAR, null, Absent.VALUE, "")).isEqualTo("#N/A,,\n");
    }

    @Test
    void a_row_is_never_a_blank_line() throws IOException {
        assertThat(row(NullPolicy.IGNORE, Absent.VALUE)).isEqualTo("\"\"\n");
    }

    @Test
    void numbers_are_written_plain() throws IOException {
        assertThat(row(NullPolicy.IGNORE, new BigDecimal("1E+5"), new BigDecimal("0.10"), 7L, true))
                .isEqualTo("100000,0.10,7,true\n");
    }

    @Test
    void half_a_character_becomes_the_replacement_character() throws IOException {
        assertThat(row(NullPolicy.IGNORE, "a\uD83D")).isEqualTo("a\uFFFD\n");
    }

    @Test
    void the_text_that_clears_cannot_travel() {
        assertThat(BulkRowEncoder.isRepresentable("#N/A")).isFalse();
        assertThat(BulkRowEncoder.isRepresentable("#n/a")).isTrue();
        assertThat(BulkRowEncoder.isRepresentable(null)).isTrue();
    }

    @Test
    void takes_the_columns_as_they_are_named() throws IOException {
        BulkRowEncoder encoder = new BulkRowEncoder(NullPolicy.IGNORE);
        encoder.header(List.of("Name", "Account.Key__c", "User:Owner.Email"));
        assertThat(bytes(encoder)).isEqualTo("Name,Account.Key__c,User:Owner.Email\n".getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.of("a", "\"", ",", "\n", "\r", " ", "é", "😀", "\u0800", "x".repeat(700))
                .list()
                .ofMaxSize(5)
                .map(letters -> String.join("", letters))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 300)
    void what_is_written_reads_back(@ForAll("cells") List<String> cells) throws IOException {
        BulkRowEncoder encoder = new BulkRowEncoder(NullPolicy.IGNORE);
        encoder.row(cells.toArray());
        CsvRow row = new CsvRow();
        CsvScanner scanner = new CsvScanner(new ByteArrayInputStream(bytes(encoder))::read, ',', 64);

        assertThat(scanner.next(row)).isTrue();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            read.add(row.text(i));
        }
        assertThat(read).isEqualTo(cells);
        assertThat(scanner.next(row)).isFalse();
    }
}
