/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.record.CsvFormat;
import io.sfsync.record.Header;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvOutcomeSinkTest {
    private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");
    private static final Header NAME_CITY = Header.of(List.of("Name", "City"));

    @TempDir
    Path folder;

    private static OutcomeRecord record(SourceRecord source, OutcomeKind kind, String id, RecordError... errors) {
        return new OutcomeRecord(
                source, new RecordOutcome(source.position(), source.line(), kind, id, List.of(errors)), "r1", TIME);
    }

    private static SourceRecord row(long position, Header header, Object... cells) {
        return SourceRecord.of(position, position + 1, header, cells);
    }

    @Test
    void writes_the_position_the_outcome_and_the_columns_of_the_source() throws IOException {
        Path file = folder.resolve("errors/run.csv");
        try (CsvOutcomeSink sink = new CsvOutcomeSink(file)) {
            sink.accept(List.of(
                    record(
                            row(1, NAME_CITY, "3M, \"Inc\"", null),
                            OutcomeKind.REJECTED,
                            null,
                            new RecordError("REQUIRED_FIELD_MISSING", "Required: [A, B]", List.of("A", "B")),
                            RecordError.of("X", "y")),
                    record(
                            SourceRecord.malformed(2, 3, NAME_CITY, "a,b,c", "has 3 fields"),
                            OutcomeKind.REJECTED,
                            null,
                            RecordError.of("SFSYNC_MALFORMED_ROW", "the row has 3 fields"))));
            assertThat(sink.file()).isEqualTo(file).exists();
        }
        assertThat(Files.readString(file)).isEqualTo("""
            _row,_line,_outcome,_id,_created,_code,_message,_fields,_run,_time,_raw,Name,City
            1,2,rejected,,,REQUIRED_FIELD_MISSING; X,"Required: [A, B]; y","A,B; ",r1,2026-11-21T08:00:00Z,,"3M, ""Inc\""",
            2,3,rejected,,,SFSYNC_MALFORMED_ROW,the row has 3 fields,,r1,2026-11-21T08:00:00Z,"a,b,c",,
            """);
    }

    @Test
    void says_of_successes_whether_they_were_created() throws IOException {
        Path file = folder.resolve("ok.csv");
        try (CsvOutcomeSink sink = new CsvOutcomeSink(file)) {
            sink.accept(List.of(record(row(1, NAME_CITY, "a", "b"), OutcomeKind.CREATED, "001000000000001AAA")));
            sink.accept(List.of(record(row(2, NAME_CITY, "a", "b"), OutcomeKind.UPDATED, "001000000000002AAA")));
        }
        assertThat(Files.readAllLines(file).subList(1, 3))
                .containsExactly(
                        "1,2,created,001000000000001AAA,true,,,,r1,2026-11-21T08:00:00Z,,a,b",
                        "2,3,updated,001000000000002AAA,false,,,,r1,2026-11-21T08:00:00Z,,a,b");
    }

    @Test
    void makes_no_file_without_a_record() throws IOException {
        Path file = folder.resolve("none.csv");
        try (CsvOutcomeSink sink = new CsvOutcomeSink(file)) {
            assertThat(sink.file()).doesNotExist();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void replaces_a_file_that_is_there_and_lets_nobody_else_read_it() throws IOException {
        Path file = Files.writeString(folder.resolve("old.csv"), "old");
        try (CsvOutcomeSink sink = new CsvOutcomeSink(file)) {
            assertThat(file).hasContent("old");
            sink.accept(List.of(record(row(1, NAME_CITY, "a", "b"), OutcomeKind.UNKNOWN, null)));
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void gives_every_row_the_columns_that_appear_later() throws IOException {
        Path file = folder.resolve("wide.csv");
        Header other = Header.of(List.of("City", "Zip", "_row"));
        try (CsvOutcomeSink sink = new CsvOutcomeSink(file)) {
            sink.accept(List.of(
                    record(row(1, NAME_CITY, "a", "b\nc"), OutcomeKind.REJECTED, null),
                    record(row(2, other, "d", List.of(1, Map.of("x", 2)), "7"), OutcomeKind.REJECTED, null)));
        }
        try (RecordReader reader = RecordReaders.csv(file, CsvFormat.DEFAULT)) {
            SourceRecord first = Objects.requireNonNull(reader.next());
            assertThat(first.get("City")).isEqualTo("b\nc");
            assertThat(first.get("Zip")).isNull();
            SourceRecord second = Objects.requireNonNull(reader.next());
            assertThat(second.get("Zip")).isEqualTo("[1,{\"x\":2}]");
            assertThat(second.get("_row")).isEqualTo("2");
            assertThat(reader.next()).isNull();
        }
        assertThat(folder.resolve("wide.csv.tmp")).doesNotExist();
    }

    @Test
    void a_record_as_a_map_keeps_its_values() {
        Map<String, Object> map = record(row(4, NAME_CITY, 12, null), OutcomeKind.CREATED, "001000000000001AAA")
                .toMap();

        assertThat(map)
                .containsEntry("_row", 4L)
                .containsEntry("_outcome", "created")
                .containsEntry("_created", true)
                .containsEntry("_raw", null)
                .containsEntry("Name", 12)
                .containsEntry("City", null);
        assertThat(map.keySet()).startsWith("_row", "_line", "_outcome", "_id", "_created", "_code");
    }
}
