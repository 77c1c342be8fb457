/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.batch.RunFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalSortTest {
    private static final int ENTRIES = 3_000;

    @TempDir
    private Path work;

    @ParameterizedTest(name = "{0} bytes of memory")
    @ValueSource(ints = {1_000, 60_000, ExternalSort.MEMORY})
    void gives_all_entries_in_order_however_little_memory_it_has(int memory) throws IOException {
        RunFolder folder = RunFolder.create(work, "sorted");
        List<Long> numbers =
                new ArrayList<>(LongStream.range(0, ENTRIES).boxed().toList());
        Collections.shuffle(numbers, new Random(7));
        List<Long> sorted = new ArrayList<>();
        try (ExternalSort sort = new ExternalSort(folder, "test", memory)) {
            for (long number : numbers) {
                sort.add(SortKey.of(number), SortKey.of(-number));
            }
            ExternalSort.Entries entries = sort.sorted();
            for (SortEntry entry = entries.next(); entry != null; entry = entries.next()) {
                assertThat(ByteBuffer.wrap(entry.payload()).getLong()).isEqualTo(-SortKey.number(entry.key()));
                sorted.add(SortKey.number(entry.key()));
            }
        }

        assertThat(sorted).hasSize(ENTRIES).isSorted();
        try (Stream<Path> left = Files.list(folder.path())) {
            assertThat(left).isEmpty();
        }
    }
}
