/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mappings that need no file. */
public final class RecordMappings {
    private static final RecordMapping IDENTITY = new IdentityMapping();

    private RecordMappings() {}

    /** The mapping that takes records as they are: their columns are the target fields. */
    public static RecordMapping identity() {
        return IDENTITY;
    }

    /**
     * A mapping that renames columns and drops the others.
     *
     * @param targetBySource by source column the path of the target field, or a list or map of target, transform (a
     *     name or a {@link Transform}) and default; of two columns with one target, the
     *     last that is not missing wins
     * @throws MappingException if a target is no path of a field
     */
    public static RecordMapping ofMap(Map<String, ?> targetBySource) {
        return SourceKeyedMapping.read(targetBySource, Map.of(), MappingContext.PLAIN);
    }

    /**
     * A mapping that renames columns, and computes some fields from the whole record after that.
     *
     * @param computed by target field what gives its value; it wins over a column with that target where it gives one,
     *     and rejects the record where it throws
     * @throws MappingException if a target is no path of a field
     */
    public static RecordMapping ofMap(Map<String, ?> targetBySource, Map<String, Expression> computed) {
        return SourceKeyedMapping.read(targetBySource, computed, MappingContext.PLAIN);
    }

    /**
     * A mapping before which these words, such as {@code NULL} or {@code N/A}, count as missing values.
     *
     * @return the mapping itself where there are no words
     */
    public static RecordMapping withMissing(Set<String> words, RecordMapping mapping) {
        return words.isEmpty() ? mapping : new MissingWordsMapping(words, mapping);
    }

    /** Maps records one by one: as many come out as went in, in their order, those that are rejected too. */
    public static List<MappedRecord> mapAll(RecordMapping mapping, Iterable<? extends Map<String, ?>> records) {
        List<MappedRecord> mapped = new ArrayList<>();
        try (RecordReader reader = RecordReaders.ofObjects(records)) {
            for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                mapped.add(mapping.map(next));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mapped;
    }
}
