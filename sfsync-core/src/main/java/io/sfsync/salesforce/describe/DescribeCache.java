/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.describe;

import io.sfsync.schema.ObjectSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an org said about its objects a short while ago: a hub that runs every minute need not ask every minute, and a
 * field that an administrator adds is seen soon. Safe for use by many threads.
 */
public final class DescribeCache {
    /** How long an answer is good. */
    public static final Duration MAX_AGE = Duration.ofMinutes(10);

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    /** An empty cache. */
    public DescribeCache(Clock clock) {
        this.clock = clock;
    }

    Optional<ObjectSchema> get(String key) {
        Entry entry = entries.get(key);
        return entry == null || entry.asked.plus(MAX_AGE).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(entry.object);
    }

    void put(String key, ObjectSchema object) {
        entries.put(key, new Entry(object, clock.instant()));
    }

    private record Entry(ObjectSchema object, Instant asked) {}
}
