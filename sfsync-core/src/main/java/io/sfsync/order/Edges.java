/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who refers to whom, in a file that is written anew with those that still matter. */
final class Edges {
    private static final int BUFFER = 1 << 16;

    private final RunFolder folder;
    private Path path;
    private long count;
    private int version;

    Edges(RunFolder folder) throws IOException {
        this.folder = folder;
        this.path = fileOf(version);
        folder.openNew(path).close();
    }

    private Path fileOf(int number) {
        return folder.path().resolve("order.edges." + number);
    }

    /** One record refers to another by one of its lookups. */
    @FunctionalInterface
    interface Filter {
        boolean keep(int child, int parent, int lookup) throws IOException;
    }

    /** Puts edges in. */
    @FunctionalInterface
    interface Source {
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes edges. */
    @FunctionalInterface
    interface Sink {
        void add(int child, int parent, int lookup) throws IOException;
    }

    long count() {
        return count;
    }

    /** Replaces all edges. */
    void replace(Source source) throws IOException {
        Path next = fileOf(version + 1);
        long[] written = {0};
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(folder.openNew(next), BUFFER))) {
            source.writeTo((child, parent, lookup) -> {
                out.writeInt(child);
                out.writeInt(parent);
                out.writeInt(lookup);
                written[0]++;
            });
        }
        Files.deleteIfExists(path);
        version++;
        path = next;
        count = written[0];
    }

    /** Shows every edge. */
    void each(Sink visitor) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            for (long i = 0; i < count; i++) {
                visitor.add(in.readInt(), in.readInt(), in.readInt());
            }
        }
    }

    /** Drops the edges that the filter does not keep. */
    void retain(Filter filter) throws IOException {
        replace(sink -> each((child, parent, lookup) -> {
            if (filter.keep(child, parent, lookup)) {
                sink.add(child, parent, lookup);
            }
        }));
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
        count = 0;
    }
}
