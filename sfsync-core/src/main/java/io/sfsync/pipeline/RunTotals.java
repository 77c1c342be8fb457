/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.SyncTotals;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts outcomes. Safe for use by many threads. */
final class RunTotals {
    private final Map<OutcomeKind, LongAdder> counts = new EnumMap<>(OutcomeKind.class);

    RunTotals() {
        for (OutcomeKind kind : OutcomeKind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    private LongAdder counter(OutcomeKind kind) {
        return Objects.requireNonNull(counts.get(kind));
    }

    synchronized void add(OutcomeKind kind, long records) {
        counter(kind).add(records);
    }

    synchronized long of(OutcomeKind kind) {
        return counter(kind).sum();
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
