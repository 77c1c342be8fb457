/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Empties cells that hold nothing but a word for nothing, before another mapping sees them. */
final class MissingWordsMapping implements RecordMapping {
    private final Set<String> words;
    private final RecordMapping mapping;

    MissingWordsMapping(Set<String> words, RecordMapping mapping) {
        this.words = Set.copyOf(words);
        this.mapping = mapping;
    }

    @Override
    public MappedRecord map(SourceRecord record) {
        int size = record.header().size();
        @Nullable Object[] cells = null;
        for (int i = 0; i < size && !record.isMalformed(); i++) {
            if (record.cell(i) instanceof CharSequence text && words.contains(text.toString())) {
                cells = cells == null ? cellsOf(record, size) : cells;
                cells[i] = null;
            }
        }
        if (cells == null) {
            return mapping.map(record);
        }
        SourceRecord read = SourceRecord.of(record.position(), record.line(), record.header(), cells);
        return mapping.map(read).ofSource(record);
    }

    private static @Nullable Object[] cellsOf(SourceRecord record, int size) {
        @Nullable Object[] cells = new @Nullable Object[size];
        for (int i = 0; i < size; i++) {
            cells[i] = record.cell(i);
        }
        return cells;
    }

    @Override
    public Optional<Header> targets(Header source) {
        return mapping.targets(source);
    }

    @Override
    public String fingerprint() {
        return mapping.fingerprint() + new TreeSet<>(words);
    }
}
