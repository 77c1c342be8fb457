/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.batch.RunFolder;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final @Nullable Object[] VALUES = {
        "plain",
        "Zoë \"quoted\"\r\n🚀",
        "half of a pair: \ud83d",
        null,
        Absent.VALUE,
        true,
        false,
        42,
        Long.MIN_VALUE,
        0.1,
        new BigDecimal("12345678901234567890.50"),
    };

    @TempDir
    private Path work;

    @Test
    void records_come_back_as_they_were() throws IOException {
        try (Spool spool = new Spool(RunFolder.create(work, "spool"), "test", true)) {
            spool.add(record(7, VALUES));
            spool.add(record(9, new @Nullable Object[] {"other"}));
            CheckedRecord first = Objects.requireNonNull(spool.next());
            CheckedRecord second = Objects.requireNonNull(spool.next());

            assertThat(first.source().position()).isEqualTo(7);
            assertThat(first.source().line()).isEqualTo(107);
            assertThat(first.shape().key()).isZero();
            for (int i = 0; i < VALUES.length; i++) {
                assertThat(first.value(i)).isEqualTo(VALUES[i]);
                assertThat(first.source().cell(i)).isEqualTo(VALUES[i]);
            }
            assertThat(first.source().header().names())
                    .isEqualTo(record(7, VALUES).source().header().names());
            assertThat(second.value(0)).isEqualTo("other");
            assertThat(spool.next()).isNull();
        }
        assertThat(work.resolve("spool")).isEmptyDirectory();
    }

    @Test
    void whole_numbers_of_any_size_keep_their_value() throws IOException {
        try (Spool spool = new Spool(RunFolder.create(work, "spool"), "test", false)) {
            spool.add(record(1, new @Nullable Object[] {BigInteger.TWO.pow(80), (short) 3}));
            CheckedRecord back = Objects.requireNonNull(spool.next());

            assertThat(String.valueOf(back.value(0))).isEqualTo("1208925819614629174706176");
            assertThat(String.valueOf(back.value(1))).isEqualTo("3");
            assertThat(back.source().header().size()).isZero();
        }
    }

    private static CheckedRecord record(long position, @Nullable Object[] values) {
        List<String> names =
                IntStream.range(0, values.length).mapToObj(i -> "F" + i).toList();
        Header header = Header.of(names);
        Shape shape = new Shape(
                header,
                names.stream()
                        .map(name -> new TargetField(name, "string", name, null, null))
                        .toList(),
                0);
        return new CheckedRecord(
                SourceRecord.of(position, position + 100, header, Arrays.copyOf(values, values.length)),
                shape,
                Arrays.copyOf(values, values.length));
    }
}
