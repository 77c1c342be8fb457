/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.SyncTotals;
import java.util.EnumMap;
import java.util.Map;

/** Counts outcomes. Safe for use by many threads. */
final class RunTotals {
    private final Map<OutcomeKind, Long> counts = new EnumMap<>(OutcomeKind.class);

    synchronized void add(OutcomeKind kind, long records) {
        counts.merge(kind, records, Long::sum);
    }

    synchronized long of(OutcomeKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    synchronized SyncTotals snapshot() {
        return new SyncTotals(
                of(OutcomeKind.CREATED),
                of(OutcomeKind.UPDATED),
                of(OutcomeKind.DELETED),
                of(OutcomeKind.UNCHANGED),
                of(OutcomeKind.REJECTED),
                of(OutcomeKind.UNPROCESSED),
                of(OutcomeKind.UNKNOWN));
    }
}
