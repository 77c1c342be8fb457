/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.Set;
import java.util.TreeSet;

/**
 * What of a source counts as a missing value beside {@code null}.
 *
 * @param words texts such as {@code NULL}
 * @param empty whether a text without characters does
 */
record MissingValues(Set<String> words, boolean empty) {
    static final MissingValues NONE = new MissingValues(Set.of(), false);

    MissingValues {
        words = Set.copyOf(words);
    }

    boolean include(Object value) {
        if (!(value instanceof CharSequence text)) {
            return false;
        }
        return text.length() == 0 ? empty : !words.isEmpty() && words.contains(text.toString());
    }

    @Override
    public String toString() {
        return new TreeSet<>(words) + (empty ? "+empty" : "");
    }
}
