/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.util.Optional;

/**
 * The function from a source record to Salesforce fields. Pure: it changes neither the record nor itself, and may be
 * called by several threads.
 */
@FunctionalInterface
public interface RecordMapping {
    /** Maps one record. What is wrong with the record is a rejection, never an exception. */
    MappedRecord map(SourceRecord record);

    /**
     * The columns that records of these source columns are mapped to, where that is known before the first of them.
     *
     * @param source what every record of a source has
     * @throws MappingException if the mapping needs a column that the source does not have
     */
    default Optional<Header> targets(Header source) {
        return Optional.empty();
    }

    /** Identifies what the mapping does: two mappings with one fingerprint map alike. */
    default String fingerprint() {
        return getClass().getName();
    }
}
