/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeRowsTest {
    private static WholeRows rows(String csv, int firstCells, int chunk) {
        InputStream in = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
        return new WholeRows(in::read, chunk, firstCells);
    }

    private static String rest(WholeRows rows) {
        return new String(rows.bytes(), rows.rest(), rows.restEnd() - rows.rest(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void takes_the_first_cells_out_and_leaves_the_rest_as_it_is(int chunk) throws IOException {
        WholeRows rows = rows("\"001\",\"a \"\"b\"\",\nc\",\"x,\n\"\"y\",z\n\n,,w", 2, chunk);

        assertThat(rows.advance()).isTrue();
        assertThat(rows.text(0)).isEqualTo("001");
        assertThat(rows.text(1)).isEqualTo("a \"b\",\nc");
        assertThat(rest(rows)).isEqualTo("\"x,\n\"\"y\",z");
        assertThat(rows.rowStart()).isZero();

        assertThat(rows.advance()).isTrue();
        assertThat(rows.text(0)).isEmpty();
        assertThat(rows.text(1)).isEmpty();
        assertThat(rest(rows)).isEqualTo("w");
        assertThat(rows.rowStart()).isEqualTo(31);

        assertThat(rows.advance()).isFalse();
    }

    @Test
    void a_row_that_is_too_short_has_empty_cells_and_no_rest() throws IOException {
        WholeRows rows = rows("a\nb,c,d\n", 2, 64);

        assertThat(rows.advance()).isTrue();
        assertThat(rows.text(0)).isEqualTo("a");
        assertThat(rows.text(1)).isEmpty();
        assertThat(rest(rows)).isEmpty();
        assertThat(rows.advance()).isTrue();
        assertThat(rest(rows)).isEqualTo("d");
    }

    @Test
    void rows_with_other_text_have_other_digests() throws IOException {
        WholeRows rows = rows("a,b\nb,a\nab,\na,b\n\"a\",\"b\"\n", 0, 64);
        long[] digests = new long[5];
        for (int i = 0; i < digests.length; i++) {
            assertThat(rows.advance()).isTrue();
            digests[i] = rows.digest();
        }

        assertThat(new long[] {digests[0], digests[1], digests[2]}).doesNotHaveDuplicates();
        assertThat(digests[3]).isEqualTo(digests[0]);
        assertThat(digests[4]).isEqualTo(digests[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"001\",\"tr", "\"001\",\"true\",\"half", "\"001\",\"true\",a,\"\"\""})
    void a_file_that_was_cut_off_inside_quotes_is_no_file_of_results(String csv) {
        WholeRows rows = rows(csv, 2, 4);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(rows::advance)
                .withMessageContaining("it was cut off after byte " + csv.length());
    }
}
