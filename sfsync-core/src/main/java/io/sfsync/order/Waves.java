/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that refer to each other into waves, so that every record comes after the one it refers to. Of each true
 * circle one reference, that of the first record of the source, is left out. Keys are joined by a sort on disk; for
 * each record two numbers of four bytes lie in files, for each reference three. Used by one thread.
 */
public final class Waves implements Closeable {
    private static final long REFERENCE = 1L << 62;
    private static final int MOST_RECORDS = Integer.MAX_VALUE;

    private final RunFolder folder;
    private final ExternalSort keys;
    private final Edges edges;
    private final ExternalSort repeats;
    private long last;
    private @Nullable Levels levels;

    /** Waves for the records of one run. */
    public Waves(RunFolder folder) throws IOException {
        this.folder = folder;
        this.keys = new ExternalSort(folder, "references", ExternalSort.MEMORY);
        this.repeats = new ExternalSort(folder, "repeats", ExternalSort.MEMORY);
        this.edges = new Edges(folder);
    }

    /**
     * A record has a key.
     *
     * @param key field and value, in the form in which equal keys are equal
     */
    public void key(String key, long position) throws IOException {
        keys.add(SortKey.of(key, checked(position)), new byte[] {0});
    }

    /**
     * A record refers to a key.
     *
     * @param lookup by which of its lookups, 0 to 30
     */
    public void reference(String key, long position, int lookup) throws IOException {
        keys.add(SortKey.of(key, REFERENCE | checked(position)), new byte[] {(byte) lookup});
    }

    private long checked(long position) throws IOException {
        if (position >= MOST_RECORDS) {
            throw new IOException(
                    "a source whose records refer to each other has at most " + MOST_RECORDS + " records; split it");
        }
        last = Math.max(last, position);
        return position;
    }

    /** Finds the waves; nothing may be added from now on. */
    public void compute() throws IOException {
        edges.replace(this::join);
        keys.close();
        Levels computed = new Levels(folder, edges, last + 1);
        levels = computed;
        computed.compute();
        ExternalSort.Entries pairs = repeats.sorted();
        for (SortEntry pair = pairs.next(); pair != null; pair = pairs.next()) {
            int earlier = (int) SortKey.number(pair.payload());
            computed.atLeast((int) SortKey.number(pair.key()), computed.wave(earlier));
        }
        repeats.close();
    }

    /** The records that have a key come first, in their order, then those that refer to it. */
    private void join(Edges.Sink sink) throws IOException {
        ExternalSort.Entries sorted = keys.sorted();
        byte[] before = {};
        int first = 0;
        int latest = 0;
        for (SortEntry entry = sorted.next(); entry != null; entry = sorted.next()) {
            if (before.length == 0 || !SortKey.isSameText(before, entry.key())) {
                first = 0;
                latest = 0;
            }
            before = entry.key();
            long number = SortKey.number(before);
            int position = (int) number;
            if ((number & REFERENCE) != 0) {
                if (first > 0) {
                    sink.add(position, first, entry.payload()[0]);
                }
            } else if (first == 0) {
                first = position;
                latest = position;
            } else {
                // records of one key stay in their order
                repeats.add(SortKey.of(position), SortKey.of(latest));
                latest = position;
            }
        }
    }

    /** The wave of a record; a record without any other has 0. */
    public int wave(long position) {
        Levels known = levels;
        return known == null || position > last ? 0 : known.wave((int) position);
    }

    /** The lookups that the record must be sent without, as bits. */
    public int without(long position) {
        Levels known = levels;
        return known == null || position > last ? 0 : known.without((int) position);
    }

    @Override
    public void close() throws IOException {
        keys.close();
        repeats.close();
        edges.delete();
        if (levels != null) {
            levels.close();
        }
    }
}
