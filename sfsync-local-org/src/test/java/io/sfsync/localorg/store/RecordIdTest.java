/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "001D000000ISUr3IAH",
                "005Dp000003Cd1SIAS",
                "750Ov00000IpmhlIAB",
                "7504P00000RjGI4QAN",
                "0013000000auCyTAAU",
                "500Ox000008nUimIAE"
            })
    void computes_the_check_characters_of_recorded_ids(String recorded) {
        assertThat(RecordId.to18(recorded.substring(0, 15))).isEqualTo(recorded);
        assertThat(RecordId.row(RecordId.parse(recorded))).isEqualTo(RecordId.FOREIGN_ROW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "-1", "INVALID ID", "003i000000K27rxAAC", "001D000000ISUr3IAH ", "001D000000ISU-3"})
    void refuses_what_is_no_id(String text) {
        assertThat(RecordId.parse(text)).isEqualTo(RecordId.MALFORMED);
    }

    @Test
    void writes_and_reads_its_own_ids() {
        long id = RecordId.of("a0Z", 1_234_567);

        assertThat(RecordId.format(id)).hasSize(18).startsWith("a0ZLo0");
        assertThat(RecordId.parse(RecordId.format(id))).isEqualTo(id);
        assertThat(RecordId.parse(RecordId.format15(id))).isEqualTo(id);
        assertThat(RecordId.keyPrefix(id)).isEqualTo("a0Z");
        assertThat(RecordId.row(id)).isEqualTo(1_234_567);
    }

    @Test
    void writes_the_master_record_type_as_zeros() {
        assertThat(RecordId.format(RecordId.of("012", 0))).isEqualTo("012000000000000AAA");
        assertThat(RecordId.parse("012000000000000AAA")).isEqualTo(RecordId.of("012", 0));
    }
}
