/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A merge sort in the run's folder. It holds a fixed amount of entries in memory, however many there are: what is more
 * goes to files, each sorted, which are merged while they are read. Few entries never touch the disk. Used by one
 * thread.
 */
final class ExternalSort implements Closeable {
    /** Bytes of entries in memory. */
    static final int MEMORY = 8 << 20;

    private static final int MAX_MERGED = 128;
    private static final int BUFFER = 1 << 14;

    private final RunFolder folder;
    private final String name;
    private final int maxMemory;
    private final List<SortEntry> entries = new ArrayList<>();
    private final Deque<Path> files = new ArrayDeque<>();
    private int memory;
    private int number;
    private @Nullable Merge open;

    ExternalSort(RunFolder folder, String name, int maxMemory) {
        this.folder = folder;
        this.name = name;
        this.maxMemory = maxMemory;
    }

    /** Takes an entry; its arrays are kept. */
    void add(byte[] key, byte[] payload) throws IOException {
        SortEntry entry = new SortEntry(key, payload);
        entries.add(entry);
        memory += entry.memory();
        if (memory >= maxMemory) {
            spill();
        }
    }

    private void spill() throws IOException {
        Collections.sort(entries);
        files.add(write(entries.iterator()::next, entries.size()));
        entries.clear();
        memory = 0;
    }

    /** Gives entries in their order, {@code null} at the end. */
    @FunctionalInterface
    interface Entries {
        @Nullable
        SortEntry next() throws IOException;
    }

    /** All entries in their order; nothing may be added from now on. */
    Entries sorted() throws IOException {
        Collections.sort(entries);
        if (files.isEmpty()) {
            Iterator<SortEntry> inMemory = entries.iterator();
            return () -> inMemory.hasNext() ? inMemory.next() : null;
        }
        if (!entries.isEmpty()) {
            spill();
        }
        while (files.size() > MAX_MERGED) {
            List<Path> some = new ArrayList<>();
            while (some.size() < MAX_MERGED) {
                some.add(files.remove());
            }
            try (Merge merge = new Merge(some)) {
                files.add(write(merge, Long.MAX_VALUE));
            }
            delete(some);
        }
        Merge merge = new Merge(new ArrayList<>(files));
        open = merge;
        return merge;
    }

    private Path write(Entries from, long count) throws IOException {
        number++;
        Path file = folder.path().resolve("order." + name + "." + number);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(folder.openNew(file), BUFFER))) {
            for (long i = 0; i < count; i++) {
                SortEntry entry = from.next();
                if (entry == null) {
                    break;
                }
                entry.write(out);
            }
        }
        return file;
    }

    private static void delete(Iterable<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** Deletes the files. */
    @Override
    public void close() throws IOException {
        entries.clear();
        if (open != null) {
            open.close();
            open = null;
        }
        delete(files);
        files.clear();
    }

    /** Reads sorted files side by side. */
    private static final class Merge implements Entries, Closeable {
        private final List<DataInputStream> streams = new ArrayList<>();
        private final PriorityQueue<Head> heads = new PriorityQueue<>();

        Merge(List<Path> files) throws IOException {
            for (Path file : files) {
                DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
                streams.add(in);
                advance(in);
            }
        }

        private void advance(DataInputStream in) throws IOException {
            SortEntry entry = SortEntry.read(in);
            if (entry != null) {
                heads.add(new Head(entry, in));
            }
        }

        @Override
        public @Nullable SortEntry next() throws IOException {
            Head head = heads.poll();
            if (head == null) {
                return null;
            }
            advance(head.in);
            return head.entry;
        }

        @Override
        public void close() throws IOException {
            for (DataInputStream in : streams) {
                in.close();
            }
        }
    }

    private record Head(SortEntry entry, DataInputStream in) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            return entry.compareTo(other.entry);
        }
    }
}
