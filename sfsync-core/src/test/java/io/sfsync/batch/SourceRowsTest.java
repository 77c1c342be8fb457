/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import io.sfsync.schema.TargetField;
import java.nio.file.Files;
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

    @Test
    void cells_that_were_sent_as_they_are_are_not_written_again() throws Exception {
        RunFolder folder = RunFolder.create(work, "r");
        Path file = folder.batch(1, "rows");
        Header header = Header.of(List.of("Name", "City", "Note"));
        List<TargetField> fields = List.of(
                new TargetField("City", "string", "City", null, null),
                new TargetField("Name", "string", "Name", null, null));
        Shape shape = new Shape(Header.of(List.of("City", "Name")), fields, -1);
        try (BulkFile body = new BulkFile(folder, 1, fields, NullPolicy.CLEAR, true)) {
            Object[][] rows = {
                {"Ada", "Rome", "same"},
                {"Bo", "Oslo", "same"},
                {"Cy", "", "same"},
                {"Di", "Bonn", "x"},
                {"Ed", " Kiel ", "x"}
            };
            for (int i = 0; i < rows.length; i++) {
                String city = rows[i][1].toString().strip();
                Object[] values = {rows[i][1].equals(city) ? rows[i][1] : city, rows[i][0]};
                values[0] = city.isEmpty() ? null : values[0];
                SourceRecord source = SourceRecord.of(i + 1L, i + 2L, header, rows[i]);
                body.append(new CheckedRecord(source, shape, values), Long.MAX_VALUE);
            }
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "[\"Name\",\"City\",\"Note\"]",
                        "[1,2,1,0,\"same\"]",
                        "[2,3]",
                        "[3,4]",
                        "[4,5,1,0,\"x\"]",
                        "[5,6,1,\" Kiel \",\"x\"]");
    }

    @Test
    void rows_that_point_to_a_body_that_ends_before_them_say_so() throws Exception {
        RunFolder folder = RunFolder.create(work, "r");
        Path file = Files.writeString(folder.batch(1, "rows"), "[\"Name\"]\n[1,2,0]\n");
        Path body = Files.writeString(folder.batch(1, "csv"), "Name\n");
        try (SourceRows.Reader rows = new SourceRows.Reader(file, body)) {
            assertThatIOException().isThrownBy(rows::next).withMessageContaining("ends before its row 1");
        }
    }
}
