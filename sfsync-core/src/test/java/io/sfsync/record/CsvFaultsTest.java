/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the table {@code spec/csv-faults.yaml}. */
class CsvFaultsTest {
    @TestFactory
    Stream<DynamicTest> each_fault_is_said_and_costs_no_other_row() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/spec/csv-faults.yaml"))) {
            return new YAMLMapper()
                    .readValue(in, new TypeReference<List<Map<String, Object>>>() {}).stream()
                            .map(fault -> DynamicTest.dynamicTest("<" + fault.get("csv") + ">", () -> check(fault)));
        }
    }

    private static void check(Map<String, Object> fault) throws IOException {
        String csv = fault.get("csv").toString();
        if (fault.containsKey("source")) {
            assertThatExceptionOfType(UnreadableSourceException.class)
                    .isThrownBy(() -> rows(csv))
                    .withMessage(fault.get("source").toString());
        } else {
            assertThat(rows(csv)).isEqualTo(fault.get("rows"));
        }
    }

    /** The line of each row, and what is wrong with it. */
    private static List<String> rows(String csv) throws IOException {
        InputStream in = new ByteArrayInputStream(csv.getBytes(StandardCharsets.ISO_8859_1));
        List<String> rows = new ArrayList<>();
        try (RecordReader reader = RecordReaders.csv(in, CsvFormat.DEFAULT)) {
            for (SourceRecord row = reader.next(); row != null; row = reader.next()) {
                rows.add(row.line() + (row.isMalformed() ? ": " + row.problem() : ""));
            }
        }
        return rows;
    }
}
