/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the org received, control calls left out: every call is counted, the last {@value #KEPT} are kept. Thread-safe. */
public final class RequestLog {
    /** How many calls are kept in full. */
    public static final int KEPT = 10_000;

    private final Deque<Entry> last = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long total;

    /**
     * A call and its answer.
     *
     * @param number 1 for the first call since the start or the last reset
     * @param time when it came
     * @param route the name of its route, such as {@code POST /services/data/v{version}/jobs/ingest}; empty if unknown
     * @param method the HTTP method
     * @param uri path and query as sent
     * @param status the HTTP status; 0 if the connection was cut instead
     */
    public record Entry(long number, Instant time, String route, String method, String uri, int status) {}

    synchronized long next() {
        return ++total;
    }

    synchronized void add(Entry entry) {
        counts.merge(entry.route(), 1L, Long::sum);
        last.addLast(entry);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /** Calls received. */
    public synchronized long total() {
        return total;
    }

    /** Calls answered or cut, by route name. */
    public synchronized Map<String, Long> countsByRoute() {
        return new TreeMap<>(counts);
    }

    /** Calls of the routes whose name contains the text, such as {@code /jobs/ingest}. */
    public synchronized long count(String routePart) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().contains(routePart))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The last calls, oldest first. */
    public synchronized List<Entry> list() {
        return new ArrayList<>(last);
    }

    /** Forgets everything. */
    public synchronized void reset() {
        last.clear();
        counts.clear();
        total = 0;
    }
}
