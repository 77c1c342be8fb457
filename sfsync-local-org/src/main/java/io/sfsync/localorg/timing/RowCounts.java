/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import io.sfsync.localorg.store.DmlFilter;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts rows by object, operation and outcome, and the chunks at the same time. */
public final class RowCounts implements DmlFilter {
    private final Map<String, Long> counts = new TreeMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private int mostRunning;

    @Override
    public List<RowResult> filter(DmlRequest request, List<Row> rows, Next next) {
        begin(running.incrementAndGet());
        try {
            List<RowResult> results = next.execute(rows);
            long saved = results.stream().filter(RowResult::success).count();
            count(request, saved, results.size() - saved);
            return results;
        } finally {
            running.decrementAndGet();
        }
    }

    private synchronized void begin(int now) {
        mostRunning = Math.max(mostRunning, now);
    }

    private synchronized void count(DmlRequest request, long saved, long refused) {
        String name = request.object().name() + " " + request.operation().name().toLowerCase(Locale.ROOT);
        counts.merge(name + " saved", saved, Long::sum);
        counts.merge(name + " refused", refused, Long::sum);
    }

    /** Rows by name, such as {@code Account insert saved}. */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** How many chunks were done at the same time at most. */
    public synchronized int mostRunning() {
        return mostRunning;
    }

    /** Starts to count anew. */
    public synchronized void reset() {
        counts.clear();
        mostRunning = 0;
    }
}
