/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record. Every record of a run has exactly one.
 *
 * @param row 1-based position of the record in its source
 * @param line 1-based line of the source, 0 where it has none
 * @param kind what became of it
 * @param id the 18-character id of the record in Salesforce, where it is known
 * @param errors the reasons, in the order in which Salesforce gave them; empty for a success, unless the record is
 *     there but not as it should be, or a dry run says there what it would do
 */
public record RecordOutcome(
        long row, long line, OutcomeKind kind, @Nullable String id, List<RecordError> errors) {
    public RecordOutcome {
        if (row < 1) {
            throw new IllegalArgumentException("row must be at least 1, was " + row);
        }
        errors = List.copyOf(errors);
    }
}
