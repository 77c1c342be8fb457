/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.util.function.ToLongFunction;

/**
 * How many records of a run had each outcome. They always add up: {@link #total()} is the sum of the others.
 */
public record SyncTotals(
        long created, long updated, long deleted, long unchanged, long rejected, long unprocessed, long unknown) {

    /** No record at all. */
    public static final SyncTotals NONE = new SyncTotals(0, 0, 0, 0, 0, 0, 0);

    /** Totals out of a count for each kind. */
    public static SyncTotals of(ToLongFunction<OutcomeKind> counts) {
        return new SyncTotals(
                counts.applyAsLong(OutcomeKind.CREATED),
                counts.applyAsLong(OutcomeKind.UPDATED),
                counts.applyAsLong(OutcomeKind.DELETED),
                counts.applyAsLong(OutcomeKind.UNCHANGED),
                counts.applyAsLong(OutcomeKind.REJECTED),
                counts.applyAsLong(OutcomeKind.UNPROCESSED),
                counts.applyAsLong(OutcomeKind.UNKNOWN));
    }

    /** All records that have an outcome. */
    public long total() {
        return succeeded() + failed();
    }

    /** Created, updated, deleted and unchanged. */
    public long succeeded() {
        return created + updated + deleted + unchanged;
    }

    /** Rejected, unprocessed and unknown. */
    public long failed() {
        return rejected + unprocessed + unknown;
    }

    /** Records that were decided: all but the unprocessed and the unknown. */
    public long processed() {
        return succeeded() + rejected;
    }

    /** The number of records with this outcome. */
    public long of(OutcomeKind kind) {
        return switch (kind) {
            case CREATED -> created;
            case UPDATED -> updated;
            case DELETED -> deleted;
            case UNCHANGED -> unchanged;
            case REJECTED -> rejected;
            case UNPROCESSED -> unprocessed;
            case UNKNOWN -> unknown;
        };
    }

    /** The final status of a run with these totals. */
    public SyncStatus finalStatus() {
        if (failed() == 0) {
            return SyncStatus.SUCCESS;
        }
        return succeeded() == 0 ? SyncStatus.FAILED : SyncStatus.PARTIAL;
    }

    /** These totals and others. */
    public SyncTotals plus(SyncTotals other) {
        return new SyncTotals(
                created + other.created,
                updated + other.updated,
                deleted + other.deleted,
                unchanged + other.unchanged,
                rejected + other.rejected,
                unprocessed + other.unprocessed,
                unknown + other.unknown);
    }
}
