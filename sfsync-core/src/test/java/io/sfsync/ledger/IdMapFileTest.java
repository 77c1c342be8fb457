/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdMapFileTest {
    @TempDir
    private Path folder;

    @Test
    void what_one_writes_another_reads_at_once() throws IOException {
        IdMapFile reader = IdMapFile.named(folder, "customers");
        assertThat(reader.id("A\"1")).isNull();

        IdMapFile.named(folder, "customers").putAll(Map.of("A\"1", "001000000000001AAA"));

        assertThat(reader.id("A\"1")).isEqualTo("001000000000001AAA");
        assertThat(reader.id("B")).isNull();
    }

    @Test
    void its_file_is_its_export_and_its_import() throws IOException {
        IdMapFile map = IdMapFile.named(folder, "customers");
        map.putAll(Map.of("7", "001000000000001AAA"));
        map.putAll(Map.of("7", "001000000000001AAA"));
        map.putAll(Map.of("7", "001000000000002AAA"));
        assertThat(map.path()).hasContent("key,id\n\"7\",001000000000001AAA\n\"7\",001000000000002AAA\n");

        Files.writeString(folder.resolve("imported.csv"), "id,key\n001000000000003AAA,x\n");

        assertThat(IdMapFile.named(folder, "imported").id("x")).isEqualTo("001000000000003AAA");
        assertThat(IdMapFile.named(folder, "customers").id("7")).isEqualTo("001000000000002AAA");
    }

    @Test
    void a_file_of_another_form_is_named_with_its_line() throws IOException {
        Files.writeString(folder.resolve("bad.csv"), "key,identity\n1,2\n");

        assertThatThrownBy(() -> IdMapFile.named(folder, "bad").id("1"))
                .hasMessageContaining("has no key or no id in line 2; it needs the columns key and id");
    }

    @Test
    void a_name_is_that_of_a_file() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdMapFile.named(folder, "../x"))
                .withMessageContaining("idMap must be 1 to 80 letters");
    }

    @Test
    void an_id_that_is_replaced_is_the_new_one_for_those_who_knew_the_old() throws IOException {
        IdMapFile reader = IdMapFile.named(folder, "customers");
        IdMapFile writer = IdMapFile.named(folder, "customers");
        writer.putAll(Map.of("7", "001000000000001AAA"));
        assertThat(reader.id("7")).isEqualTo("001000000000001AAA");

        writer.putAll(Map.of("7", "001000000000002AAA"));

        assertThat(reader.id("7")).isEqualTo("001000000000002AAA");
    }

    @Test
    void only_its_owner_reads_it() throws IOException {
        IdMapFile map = IdMapFile.named(folder.resolve("idmaps"), "customers");
        map.putAll(Map.of("7", "001000000000001AAA"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(map.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("idmaps"))))
                .isEqualTo("rwx------");
    }
}
