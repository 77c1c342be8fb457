/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTableTest {
    @TempDir
    private Path folder;

    @Test
    void keeps_digests_while_it_grows_and_after_it_was_closed() throws IOException {
        Path file = folder.resolve("a/t.digests");
        Random random = new Random(7);
        long[] keys = random.longs(20_000).toArray();
        try (DigestTable table = DigestTable.open(file, "changedOnly")) {
            for (int i = 0; i + 1 < keys.length; i += 2) {
                table.put(keys[i], keys[i + 1], i + 1);
            }
            table.put(keys[0], keys[1], 77);
        }
        try (DigestTable table = DigestTable.open(file, "changedOnly")) {
            assertThat(table.size()).isEqualTo(10_000);
            assertThat(table.get(keys[0], keys[1])).isEqualTo(77);
            for (int i = 2; i + 1 < keys.length; i += 2) {
                assertThat(table.get(keys[i], keys[i + 1])).isEqualTo(i + 1);
            }
            assertThat(table.get(1, 2)).isZero();
        }
    }

    @Test
    void one_run_at_a_time_uses_it() throws IOException {
        Path file = folder.resolve("t.digests");
        try (DigestTable table = DigestTable.open(file, "changedOnly")) {
            assertThat(table.size()).isZero();
            assertThatIOException()
                    .isThrownBy(() -> DigestTable.open(file, "changedOnly"))
                    .withMessageContaining("changedOnly: another run uses")
                    .withMessageContaining("overlap=wait");
        }
        DigestTable.open(file, "changedOnly").close();
    }
}
