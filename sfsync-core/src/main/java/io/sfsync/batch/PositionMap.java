/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Finds the position in the source of the n-th record of a batch. Rejected records never get into a batch, so that a
 * batch has gaps, and sorted ones come in any order; runs without a gap take one entry. Filled by one thread, then read by others.
 */
public final class PositionMap {
    private int[] ordinals = new int[16];
    private long[] positions = new long[16];
    private int runs;
    private int size;
    private long first = Long.MAX_VALUE;
    private long last;
    private long latest;
    private long[] starts = new long[0];
    private long[] ends = new long[0];

    /** Adds the next record of the batch. */
    public void add(long position) {
        first = Math.min(first, position);
        if (size == 0 || position != latest + 1) {
            if (runs == ordinals.length) {
                ordinals = Arrays.copyOf(ordinals, runs * 2);
                positions = Arrays.copyOf(positions, runs * 2);
            }
            ordinals[runs] = size;
            positions[runs] = position;
            runs++;
        }
        latest = position;
        last = Math.max(last, position);
        size++;
    }

    /** Keeps the map in a file: a line for each run of positions. */
    public void write(OutputStream file) throws IOException {
        try (Writer out = new OutputStreamWriter(file, StandardCharsets.US_ASCII)) {
            for (int i = 0; i < runs; i++) {
                int end = i + 1 < runs ? ordinals[i + 1] : size;
                out.write(positions[i] + " " + (end - ordinals[i]) + "\n");
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    public static PositionMap read(Path file) throws IOException {
        PositionMap map = new PositionMap();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            int blank = line.indexOf(' ');
            long first = Long.parseLong(line.substring(0, blank));
            int count = Integer.parseInt(line.substring(blank + 1));
            map.add(first);
            map.latest = first + count - 1;
            map.last = Math.max(map.last, map.latest);
            map.size += count - 1;
        }
        return map;
    }

    /** How many records there are. */
    public int size() {
        return size;
    }

    /** The position of the record at a 0-based place of the batch. */
    public long position(int ordinal) {
        int found = Arrays.binarySearch(ordinals, 0, runs, ordinal);
        int run = found >= 0 ? found : -found - 2;
        return positions[run] + ordinal - ordinals[run];
    }

    /** The lowest position. */
    public long first() {
        return first;
    }

    /** The highest position. */
    public long last() {
        return last;
    }

    /** Whether the record at this position is in the batch. */
    public synchronized boolean contains(long position) {
        if (starts.length != runs) {
            sort();
        }
        int found = Arrays.binarySearch(starts, position);
        int run = found >= 0 ? found : -found - 2;
        return run >= 0 && position <= ends[run];
    }

    /** A batch whose records were sorted has them in any order. */
    private void sort() {
        starts = Arrays.copyOf(positions, runs);
        Arrays.sort(starts);
        ends = new long[runs];
        for (int i = 0; i < runs; i++) {
            int end = i + 1 < runs ? ordinals[i + 1] : size;
            ends[Arrays.binarySearch(starts, positions[i])] = positions[i] + (end - ordinals[i]) - 1;
        }
    }
}
