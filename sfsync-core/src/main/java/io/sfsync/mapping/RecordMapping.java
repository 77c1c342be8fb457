/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.record.SourceRecord;

/**
 * The function from a source record to Salesforce fields. Pure: it changes neither the record nor itself, and may be
 * called by several threads.
 */
@FunctionalInterface
public interface RecordMapping {
    /** Maps one record. What is wrong with the record is a rejection, never an exception. */
    MappedRecord map(SourceRecord record);

    /** Identifies what the mapping does: two mappings with one fingerprint map alike. */
    default String fingerprint() {
        return getClass().getName();
    }
}
