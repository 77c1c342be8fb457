/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The column names of a source, shared by all of its records. Immutable and safe to share between threads.
 */
public final class Header {
    private final List<String> names;
    private final Map<String, Integer> indexByName;

    private final boolean fixed;

    private Header(List<String> names, boolean fixed) {
        this.fixed = fixed;
        this.names = List.copyOf(names);
        this.indexByName = new HashMap<>(names.size() * 2);
        for (int i = 0; i < this.names.size(); i++) {
            indexByName.putIfAbsent(this.names.get(i), i);
        }
    }

    /**
     * A header of these columns, in this order.
     *
     * @param names the column names as they stand in the source; of two equal names {@link #indexOf} finds the first
     */
    public static Header of(List<String> names) {
        return new Header(names, false);
    }

    /**
     * A header that holds for every record of its source, as the header row of a CSV file does.
     *
     * @param names the column names as they stand in the source
     */
    public static Header ofSource(List<String> names) {
        return new Header(names, true);
    }

    /** Whether every record of the source has these columns, so that a column which is not here never comes. */
    public boolean isFixed() {
        return fixed;
    }

    /** The column names in source order. */
    public List<String> names() {
        return names;
    }

    /** How many columns there are. */
    public int size() {
        return names.size();
    }

    /** The 0-based place of the column with exactly this name, or -1 where there is none. */
    public int indexOf(String name) {
        return indexByName.getOrDefault(name, -1);
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
