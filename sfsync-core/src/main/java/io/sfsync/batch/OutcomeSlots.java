/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.outcome.OutcomeKind;
import org.jspecify.annotations.Nullable;

/** The places on disk where the outcomes of records are kept, found by the record's position in its source. */
public interface OutcomeSlots {
    /**
     * Keeps an outcome.
     *
     * @param id the record's id, {@code null} where it is not known
     * @param error where the errors lie, from {@link OutcomeLog#addErrors}, {@link OutcomeLog#NO_ERRORS} for none
     */
    void set(long position, OutcomeKind kind, @Nullable String id, long error) throws java.io.IOException;

    /** What became of the record at this position, {@code null} while that is not known. */
    @Nullable
    OutcomeKind kind(long position) throws java.io.IOException;
}
