/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code manifest.json}: what a run is, for people and for whoever takes it up again. */
public final class Manifest {
    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final Map<String, Object> entries = new LinkedHashMap<>();

    /** Adds an entry. */
    public Manifest put(String name, Object value) {
        entries.put(name, value);
        return this;
    }

    /** Writes the file anew. */
    public void write(RunFolder folder) throws IOException {
        Path half = folder.path().resolve("manifest.part");
        try (OutputStream out = folder.openNew(half)) {
            JSON.writerWithDefaultPrettyPrinter().writeValue(out, entries);
        }
        Files.move(half, folder.manifest(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
