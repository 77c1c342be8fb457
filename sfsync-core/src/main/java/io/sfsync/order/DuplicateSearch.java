/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records of a run that must not be sent because others have the same key. It takes the keys of all records,
 * sorts them on disk, and gives what it found in the order of the source. Used by one thread.
 */
public final class DuplicateSearch implements Closeable {
    private static final int MAX_NAMED = 10;
    private static final byte[] NOTHING = {};

    private final DuplicateKeys policy;
    private final ExternalSort keys;
    private final ExternalSort found;
    private ExternalSort.@Nullable Entries verdicts;
    private @Nullable Duplicate next;

    /** A search for what this policy refuses. */
    public DuplicateSearch(RunFolder folder, DuplicateKeys policy) {
        this(folder, policy, ExternalSort.MEMORY);
    }

    DuplicateSearch(RunFolder folder, DuplicateKeys policy, int memory) {
        this.policy = policy;
        this.keys = new ExternalSort(folder, "keys", memory);
        this.found = new ExternalSort(folder, "duplicates", memory);
    }

    /**
     * A record that must not be sent.
     *
     * @param position its position in the source
     * @param others the positions of the records for which it is refused: of that which is sent in its place, or of some of those
     *     with the same key, such as {@code 3, 9 and more}
     */
    public record Duplicate(long position, String others) {}

    /** Takes the key of a record in the form in which equal keys are equal. */
    public void add(String key, long position) throws IOException {
        keys.add(SortKey.of(key, policy == DuplicateKeys.LAST ? Long.MAX_VALUE - position : position), NOTHING);
    }

    /**
     * Whether the record at this position must not be sent; positions that are asked for grow.
     *
     * @return {@code null} for a record that is sent
     */
    public @Nullable Duplicate find(long position) throws IOException {
        ExternalSort.Entries all = verdicts;
        if (all == null) {
            search();
            all = found.sorted();
            verdicts = all;
            next = read(all);
        }
        while (next != null && next.position() < position) {
            next = read(all);
        }
        return next != null && next.position() == position ? next : null;
    }

    private static @Nullable Duplicate read(ExternalSort.Entries all) throws IOException {
        SortEntry entry = all.next();
        return entry == null
                ? null
                : new Duplicate(SortKey.number(entry.key()), new String(entry.payload(), StandardCharsets.US_ASCII));
    }

    private void search() throws IOException {
        ExternalSort.Entries sorted = keys.sorted();
        Group group = new Group();
        byte[] last = NOTHING;
        for (SortEntry entry = sorted.next(); entry != null; entry = sorted.next()) {
            if (last.length == 0 || !SortKey.isSameText(last, entry.key())) {
                group.end();
                group = new Group();
            }
            last = entry.key();
            long number = SortKey.number(last);
            group.add(policy == DuplicateKeys.LAST ? Long.MAX_VALUE - number : number);
        }
        group.end();
        keys.close();
    }

    private void refuse(long position, String others) throws IOException {
        found.add(SortKey.of(position), others.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        keys.close();
        found.close();
    }

    /** The records of one key; only so many of them are remembered as are named. */
    private final class Group {
        private final List<Long> named = new ArrayList<>();
        private boolean many;

        void add(long position) throws IOException {
            if (policy != DuplicateKeys.REJECT) {
                if (named.isEmpty()) {
                    named.add(position);
                } else {
                    refuse(position, named.get(0).toString());
                }
            } else if (named.size() < MAX_NAMED) {
                named.add(position);
            } else {
                many = true;
                refuse(position, others(position));
            }
        }

        void end() throws IOException {
            if (policy == DuplicateKeys.REJECT && named.size() > 1) {
                for (long position : named) {
                    refuse(position, others(position));
                }
            }
        }

        private String others(long position) {
            List<String> texts = named.stream()
                    .filter(other -> other != position)
                    .map(String::valueOf)
                    .toList();
            return String.join(", ", texts) + (many ? " and more" : "");
        }
    }
}
