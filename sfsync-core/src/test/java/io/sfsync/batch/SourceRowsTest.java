/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRowsTest {
    @TempDir
    private Path work;

    @Test
    void rows_come_back_with_their_columns_cells_and_place() throws Exception {
        RunFolder folder = RunFolder.create(work, "r");
        Path file = folder.batch(1, "rows");
        Header first = Header.of(List.of("a", "b"));
        Header second = Header.of(List.of());
        try (SourceRows.Writer rows = new SourceRows.Writer(folder.openNew(file))) {
            rows.add(SourceRecord.of(1, 2, first, new Object[] {"x", 5}));
            rows.add(SourceRecord.of(3, 4, first, new Object[] {null, Absent.VALUE}));
            rows.add(SourceRecord.of(4, 0, second, new Object[0]));
            rows.add(SourceRecord.of(9, 0, first, new Object[] {"ä\n\"", true}));
            rows.flush();
        }
        try (SourceRows.Reader rows = new SourceRows.Reader(file)) {
            SourceRecord third = rows.find(3);
            assertThat(third.line()).isEqualTo(4);
            assertThat(third.get("a")).isNull();
            assertThat(third.get("b")).isEqualTo(Absent.VALUE);
            assertThat(rows.find(4).header().size()).isZero();
            SourceRecord ninth = rows.find(9);
            assertThat(ninth.get("a")).isEqualTo("ä\n\"");
            assertThat(ninth.get("b")).isEqualTo("true");
            assertThatIOException().isThrownBy(() -> rows.find(10)).withMessageContaining("record 10");
        }
    }
}
