/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ObjectRecordReaderTest {

    /** A bean with properties that JSON has no values for. */
    static final class Company {
        public String getName() {
            return "3M";
        }

        public LocalDate getFounded() {
            return LocalDate.of(1902, 6, 13);
        }

        public Date getListed() {
            return Date.from(Instant.EPOCH);
        }

        public Map<String, Object> getOwner() {
            return Map.of("Email", "x@example.com");
        }
    }

    /** A bean that cannot be read. */
    static final class Broken {
        public Object getSelf() {
            return this;
        }
    }

    private static List<SourceRecord> read(Object... objects) throws IOException {
        return Records.all(RecordReaders.ofObjects(Arrays.asList(objects)));
    }

    @Test
    void takes_maps_as_they_are_and_never_changes_them() throws IOException {
        Map<String, Object> map = Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", new int[] {1})));
        SourceRecord record = read(map).get(0);

        assertThat(record.get("a")).isSameAs(map.get("a"));
        assertThat(record.position()).isEqualTo(1);
        assertThat(record.line()).isZero();
    }

    @Test
    void maps_with_the_same_keys_share_a_header() throws IOException {
        List<SourceRecord> records = read(Map.of("a", 1), Map.of("b", 1), Map.of("a", 2), Map.of("a", 3));

        assertThat(records.get(2).header()).isSameAs(records.get(0).header());
        assertThat(records.get(3).header()).isSameAs(records.get(0).header());
        assertThat(records.get(1).header()).isNotSameAs(records.get(0).header());
        assertThat(records.get(1).header().isFixed()).isFalse();
    }

    @Test
    void a_key_with_a_dot_wins_over_a_nested_one() throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("a", Map.of("b", "nested"));
        row.put("a.b", "literal");
        row.put("c", 1);

        assertThat(Records.cells(read(row).get(0))).isEqualTo(Map.of("a.b", "literal", "c", 1));
    }

    @Test
    void an_object_becomes_its_properties_and_keeps_dates() throws IOException {
        Map<String, Object> cells = Records.cells(read(new Company()).get(0));

        assertThat(cells)
                .containsEntry("name", "3M")
                .containsEntry("founded", LocalDate.of(1902, 6, 13))
                .containsEntry("listed", Date.from(Instant.EPOCH))
                .containsEntry("owner.Email", "x@example.com");
    }

    @Test
    void what_has_no_properties_is_malformed() throws IOException {
        List<SourceRecord> records = read("text", 7, true, null, new Broken(), Map.of("a", 1));

        assertThat(records).extracting(SourceRecord::isMalformed).containsExactly(true, true, true, true, true, false);
        assertThat(records.get(0).raw()).isEqualTo("text");
        assertThat(records.get(0).problem()).startsWith("is a java.lang.String, neither a map");
        assertThat(records.get(3).problem()).startsWith("is null, neither");
        assertThat(records.get(4).raw()).isEmpty();
        assertThat(records.get(0)).hasToString("record 1");
    }

    @Test
    void a_map_that_holds_itself_is_malformed() throws IOException {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);

        assertThat(read(map).get(0).problem()).contains("levels deep");
    }

    @Test
    void many_shapes_do_not_gather_in_memory() throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            rows.add(Map.of("k" + i, i));
        }
        rows.add(Map.of("k0", 0));
        rows.add(Map.of("k1199", 0));
        List<SourceRecord> records = Records.all(RecordReaders.ofObjects(rows));

        assertThat(records.get(1_200).header()).isSameAs(records.get(0).header());
        assertThat(records.get(1_201).header()).isNotSameAs(records.get(1_199).header());
    }

    @Test
    void knows_the_size_of_a_collection_and_reads_an_iterator_lazily() throws IOException {
        assertThat(RecordReaders.ofObjects(List.of(1, 2)).expectedTotal()).isEqualTo(2);
        assertThat(RecordReaders.ofObject(Map.of("a", 1)).expectedTotal()).isEqualTo(1);
        assertThat(RecordReaders.ofObjects((Iterable<Object>) Collections::emptyIterator)
                        .expectedTotal())
                .isEqualTo(-1);
        int[] read = new int[1];
        Iterator<Object> endless = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read[0] < 3;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return Map.of("n", ++read[0]);
            }
        };
        RecordReader reader = RecordReaders.ofObjects(endless);
        assertThat(reader.next()).isNotNull();
        assertThat(read[0]).isEqualTo(1);
        assertThat(Records.all(reader)).hasSize(2);
        reader.close();
    }
}
