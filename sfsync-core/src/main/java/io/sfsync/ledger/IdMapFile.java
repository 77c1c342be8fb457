/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import io.sfsync.mapping.IdMap;
import io.sfsync.outcome.OwnerOnly;
import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Salesforce ids of records by their keys in the source, in a CSV file with the columns {@code key} and {@code id}:
 * the file is its own export, and a file put in its place is its import. Of two lines with one key the last counts. Held
 * in memory, about 150 bytes a key. Safe for use by many threads.
 */
public final class IdMapFile implements IdMap {
    private static final Pattern NAME = Pattern.compile("[\\w-][\\w.-]{0,79}");
    private static final String HEADER = "key,id\n";

    private final Path file;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private volatile FileState read = FileState.NOT_READ;

    private IdMapFile(Path file) {
        this.file = file;
    }

    /**
     * The id map of this name in a folder; it may not be there yet.
     *
     * @throws IllegalArgumentException if the name is none of a file
     */
    public static IdMapFile named(Path folder, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "idMap must be 1 to 80 letters, digits, dots, underscores or hyphens, was '" + name + "'");
        }
        return new IdMapFile(folder.resolve(name + ".csv"));
    }

    /** What tells that a file was written since it was read. */
    private record FileState(long length, FileTime written) {
        private static final FileState NOT_READ = new FileState(-1, FileTime.fromMillis(0));

        private static FileState of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new FileState(attributes.size(), attributes.lastModifiedTime());
            } catch (NoSuchFileException e) {
                return new FileState(0, FileTime.fromMillis(0));
            }
        }
    }

    @Override
    public @Nullable String id(String sourceKey) {
        refresh();
        return ids.get(sourceKey);
    }

    private void refresh() {
        try {
            if (!read.equals(FileState.of(file))) {
                readAgain();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void readAgain() throws IOException {
        FileState now = FileState.of(file);
        if (!read.equals(now)) {
            read();
            read = now;
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RecordReader rows = RecordReaders.csv(file, CsvFormat.DEFAULT)) {
            for (SourceRecord row = rows.next(); row != null; row = rows.next()) {
                Object key = row.isMalformed() ? null : row.get("key");
                Object id = row.isMalformed() ? null : row.get("id");
                if (key instanceof String text && id instanceof String known) {
                    ids.put(text, known);
                } else {
                    throw new IOException("the id map " + file + " has no key or no id in line " + row.line()
                            + "; it needs the columns key and id");
                }
            }
        }
    }

    /** Adds ids, which are in the file when this returns. */
    public synchronized void putAll(Map<String, String> more) throws IOException {
        refresh();
        StringBuilder lines = new StringBuilder();
        more.forEach((key, id) -> {
            if (!id.equals(ids.put(key, id))) {
                lines.append('"')
                        .append(key.replace("\"", "\"\""))
                        .append("\",")
                        .append(id)
                        .append('\n');
            }
        });
        if (lines.isEmpty()) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent(), OwnerOnly.folder());
        boolean isNew = !Files.exists(file);
        if (isNew) {
            Files.createFile(file, OwnerOnly.file());
        }
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
            out.write(isNew ? HEADER + lines : lines.toString());
        }
        read = FileState.of(file);
    }

    /** Where it is. */
    public Path path() {
        return file;
    }
}
