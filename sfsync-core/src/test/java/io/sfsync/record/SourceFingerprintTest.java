/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFingerprintTest {
    private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.toRealPath().resolve("some accounts.csv"), "Name\nOne\n");
        Files.setLastModifiedTime(file, THEN);
    }

    @Test
    void a_file_is_the_same_until_its_content_or_its_time_changes() throws Exception {
        String fingerprint = SourceFingerprint.of(file);

        assertThat(SourceFingerprint.of(file)).isEqualTo(fingerprint);
        assertThat(SourceFingerprint.isSame(fingerprint, file)).isTrue();
        assertThat(SourceFingerprint.path(fingerprint)).contains(file);

        Files.setLastModifiedTime(file, FileTime.from(THEN.toInstant().plusSeconds(1)));
        assertThat(SourceFingerprint.isSame(fingerprint, file)).isFalse();
        Files.writeString(file, "Name\nTwo\n");
        Files.setLastModifiedTime(file, THEN);
        assertThat(SourceFingerprint.isSame(fingerprint, file)).isFalse();
        assertThat(SourceFingerprint.find(fingerprint)).isEmpty();
    }

    @Test
    void a_file_that_was_moved_below_its_folder_is_found() throws Exception {
        String fingerprint = SourceFingerprint.of(file);
        assertThat(SourceFingerprint.find(fingerprint)).contains(file);

        Path done = Files.createDirectories(file.resolveSibling(".done")).resolve("moved.csv");
        Files.writeString(file.resolveSibling("other.csv"), "Name\nTen\n");
        Files.setLastModifiedTime(file.resolveSibling("other.csv"), THEN);
        Files.move(file, done);
        assertThat(SourceFingerprint.find(fingerprint)).contains(done);

        Files.delete(done);
        assertThat(SourceFingerprint.find(fingerprint)).isEmpty();
    }

    @Test
    void what_is_no_file_has_no_path() throws Exception {
        assertThat(SourceFingerprint.path("rows of a query")).isEmpty();
        assertThat(SourceFingerprint.find("rows of a query")).isEmpty();
        assertThat(SourceFingerprint.isSame("rows of a query", file)).isFalse();
        assertThat(SourceFingerprint.find("file:/nowhere/at all/x.csv 1 2026-01-02T03:04:05Z aa"))
                .isEmpty();
    }
}
