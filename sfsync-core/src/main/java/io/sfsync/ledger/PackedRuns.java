/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.batch.RunFolder;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of one record that came to a good end, in a few files in place of a folder each: a line for each run, with the
 * texts of its files. A run that is asked for gets its folder back. There are files for each day, so that old ones can
 * be deleted whole, and some of them, so that a run is soon found. Lines are only ever appended.
 */
final class PackedRuns {
    private static final Logger LOG = LoggerFactory.getLogger(PackedRuns.class);
    /** No run has such an id. */
    private static final String FOLDER = "calls~";

    private static final int PARTS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path ledger;
    private final boolean forces;

    /**
     * @param ledger the folder of the ledger
     * @param forces whether a line is on disk before the run's folder is deleted
     */
    PackedRuns(Path ledger, boolean forces) {
        this.ledger = ledger;
        this.forces = forces;
    }

    /**
     * A run.
     *
     * @param runId its id
     * @param changedAt when something was written last
     * @param files the texts of its files, by name
     */
    record Packed(String runId, String changedAt, Map<String, String> files) {
        Instant changed() {
            return Instant.parse(changedAt);
        }
    }

    /** Takes a run in, and deletes its folder. */
    void pack(String runId, Instant changed) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(ledger.resolve(runId))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                if (!name.equals("lock")) {
                    texts.put(name, Files.readString(file));
                }
            }
        }
        String line = JSON.writeValueAsString(new Packed(runId, changed.toString(), texts));
        // a line that a crash has cut off must not spoil this one
        append(fileOf(runId, changed), ("\n" + line + "\n").getBytes(StandardCharsets.UTF_8));
        RunFolder.open(ledger, runId).delete();
    }

    private void append(Path file, byte[] bytes) throws IOException {
        try {
            RunFolder.create(ledger, FOLDER);
        } catch (FileAlreadyExistsException e) {
            LOG.trace("{} is there", FOLDER);
        }
        try {
            RunFolder.open(ledger, FOLDER).makeFile(file);
        } catch (FileAlreadyExistsException e) {
            LOG.trace("{} was just made", file);
        }
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(bytes);
            if (forces) {
                out.getFD().sync();
            }
        }
    }

    /** Gives a run its folder back; whether it was here. */
    boolean unpack(String runId) throws IOException {
        Optional<Packed> packed = find(runId);
        if (packed.isEmpty()) {
            return false;
        }
        RunFolder folder;
        try {
            folder = RunFolder.create(ledger, runId);
        } catch (FileAlreadyExistsException e) {
            LOG.trace("Somebody else unpacks {}", runId);
            return true;
        }
        for (Map.Entry<String, String> file : packed.get().files().entrySet()) {
            Path path = folder.path().resolve(file.getKey());
            try (OutputStream out = folder.openNew(path)) {
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            Files.setLastModifiedTime(path, FileTime.from(packed.get().changed()));
        }
        return true;
    }

    /** A run, if it is here. */
    Optional<Packed> find(String runId) throws IOException {
        String start = "{\"runId\":\"" + runId + "\",";
        String part = "." + part(runId);
        for (Path file : files()) {
            if (file.toString().endsWith(part)) {
                for (Packed packed : read(file, start)) {
                    return Optional.of(packed);
                }
            }
        }
        return Optional.empty();
    }

    /** All runs that are here. */
    List<Packed> all() throws IOException {
        List<Packed> all = new ArrayList<>();
        for (Path file : files()) {
            all.addAll(read(file, "{"));
        }
        return all;
    }

    /** Deletes the files of days that are over for so long. */
    int sweep(Instant oldest) throws IOException {
        int deleted = 0;
        LocalDate first = LocalDate.ofInstant(oldest, ZoneOffset.UTC);
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName());
            if (LocalDate.parse(name.substring(0, name.indexOf('.'))).isBefore(first)) {
                deleted += read(file, "{").size();
                Files.deleteIfExists(file);
            }
        }
        return deleted;
    }

    private static List<Packed> read(Path file, String start) throws IOException {
        List<Packed> found = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            for (String line : (Iterable<String>) lines.filter(text -> text.startsWith(start))::iterator) {
                try {
                    found.add(JSON.readValue(line, Packed.class));
                } catch (JsonProcessingException e) {
                    LOG.debug("A line of {} was cut off: {}", file, e.getOriginalMessage());
                }
            }
        }
        return found;
    }

    private List<Path> files() throws IOException {
        Path folder = ledger.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private Path fileOf(String runId, Instant changed) {
        return ledger.resolve(FOLDER).resolve(LocalDate.ofInstant(changed, ZoneOffset.UTC) + "." + part(runId));
    }

    private static int part(String runId) {
        return Math.floorMod(runId.hashCode(), PARTS);
    }
}
