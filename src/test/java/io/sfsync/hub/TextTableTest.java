/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void aligns_figures_to_the_right_and_text_to_the_left() {
        TextTable table = new TextTable("Run", "Total", "Error file");
        table.row("first", 12_345L, "-");
        table.row("the second", 7L, "errors/x.csv");

        assertThat(table.lines())
                .containsExactly(
                        "Run          Total  Error file", "first       12,345  -", "the second       7  errors/x.csv");
    }
}
