/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import io.sfsync.record.SourceRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record with what became of it: what error and success sinks receive.
 *
 * @param source the record as it was read; cells are text where the row came back from disk
 * @param outcome what became of it
 * @param runId the run
 * @param time when the outcome was known
 */
public record OutcomeRecord(SourceRecord source, RecordOutcome outcome, String runId, Instant time) {

    /**
     * The record as error and success files have it: {@code _row}, {@code _line}, {@code _outcome}, {@code _id},
     * {@code _created}, {@code _code}, {@code _message}, {@code _fields}, {@code _run}, {@code _time} and {@code _raw},
     * then the columns of the source with the values as they were read.
     */
    public Map<String, @Nullable Object> toMap() {
        return OutcomeColumns.toMap(this);
    }
}
