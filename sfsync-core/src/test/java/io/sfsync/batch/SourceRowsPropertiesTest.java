/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Whatever was sent of them, and however it was changed before, source rows come back as they were. */
class SourceRowsPropertiesTest {
    private static final String NONE = "~absent";
    private static final String NULL = "~null";
    private static final List<Header> HEADERS =
            List.of(Header.of(List.of("a", "b", "c")), Header.of(List.of("c", "d", "a")), Header.of(List.of()));
    private static final Header TARGETS = Header.of(List.of("A", "B", "C"));
    private static final Shape SHAPE = new Shape(
            TARGETS,
            TARGETS.names().stream()
                    .map(name -> new TargetField(name, "string", name, null, null))
                    .toList(),
            -1);

    /** What a row is made of: its header, its cells, and for each column of the body where its value is from. */
    record Row(int header, List<String> cells, List<Integer> from) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Integer> header = Arbitraries.frequency(Tuple.of(20, 0), Tuple.of(2, 1), Tuple.of(1, 2));
        Arbitrary<String> cell = Arbitraries.of(
                "", "", "x", "y", NONE, NULL, "#5", "#1E+3", "ä", "😀", "\ud800", " m ", "\"", "a\r\nb", ",", "\r");
        // 0 to 2: as the cell is; 3 to 5: changed; 6: not mapped
        Arbitrary<List<Integer>> from = Arbitraries.of(
                List.of(0, 1, 2), List.of(0, 1, 2), List.of(2, 0, 1), List.of(3, 1, 6), List.of(1, 1, 5));
        return Combinators.combine(header, cell.list().ofSize(3), from)
                .as(Row::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    @Property(tries = 300)
    void rows_come_back_as_they_were(@ForAll("rows") List<Row> rows, @ForAll NullPolicy nulls, @ForAll long wanted)
            throws IOException {
        RunFolder folder = RunFolder.create(null, "rows");
        try {
            List<SourceRecord> written = write(folder, rows, nulls);
            List<SourceRecord> read = new ArrayList<>();
            try (SourceRows.Reader reader = reader(folder)) {
                for (SourceRecord row = reader.next(); row != null; row = reader.next()) {
                    read.add(row);
                }
            }
            assertThat(read).hasSize(written.size());
            for (int i = 0; i < read.size(); i++) {
                assertSame(read.get(i), written.get(i));
            }
            try (SourceRows.Reader reader = reader(folder)) {
                for (int i = 0; i < written.size(); i++) {
                    if ((wanted >> i & 1) == 1) {
                        assertSame(reader.find(written.get(i).position()), written.get(i));
                    }
                }
            }
        } finally {
            folder.delete();
        }
    }

    private static SourceRows.Reader reader(RunFolder folder) throws IOException {
        return new SourceRows.Reader(folder.batch(1, "rows"), folder.batch(1, "csv"));
    }

    private static List<SourceRecord> write(RunFolder folder, List<Row> rows, NullPolicy nulls) throws IOException {
        List<SourceRecord> written = new ArrayList<>();
        try (BulkFile file = new BulkFile(folder, 1, SHAPE.fields(), nulls, true)) {
            for (Row row : rows) {
                Header header = HEADERS.get(row.header());
                @Nullable Object[] cells = new @Nullable Object[header.size()];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = cell(row.cells().get(i));
                }
                long position = written.size() * 2L + 1;
                SourceRecord record = SourceRecord.of(position, position + 7, header, cells);
                @Nullable Object[] values = new @Nullable Object[TARGETS.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(record, row.from().get(i));
                }
                assertThat(file.append(new CheckedRecord(record, SHAPE, values), Long.MAX_VALUE))
                        .isTrue();
                written.add(record);
            }
        }
        return written;
    }

    /** As values are when they were checked: blank text is missing. */
    private static @Nullable Object value(SourceRecord record, int from) {
        if (from == 6) {
            return Absent.VALUE;
        }
        Object cell = record.cell(from % 3);
        if (cell instanceof String text) {
            return text.isEmpty() ? null : from < 3 ? text : text + "!";
        }
        return cell;
    }

    /** A cell of its own object, as a source has it. */
    private static @Nullable Object cell(String from) {
        return switch (from) {
            case NONE -> Absent.VALUE;
            case NULL -> null;
            case "#5" -> Integer.valueOf(5);
            case "#1E+3" -> new BigDecimal("1E+3");
            default -> String.copyValueOf(from.toCharArray());
        };
    }

    private static void assertSame(SourceRecord read, SourceRecord written) {
        assertThat(read.position()).isEqualTo(written.position());
        assertThat(read.line()).isEqualTo(written.line());
        assertThat(read.header().names()).isEqualTo(written.header().names());
        for (int i = 0; i < written.header().size(); i++) {
            Object cell = written.cell(i);
            assertThat(read.cell(i)).isEqualTo(cell == null || cell == Absent.VALUE ? cell : cell.toString());
        }
    }
}
