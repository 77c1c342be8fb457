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
 * field that an administrator adds is seen soon. After that time the org is asked whether its answer is another one by
 * now, and sends it only then (REST API Developer Guide, Conditional Requests). One for each connection, hence for each
 * org and user. Safe for use by many threads.
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

    /** What need not be asked again yet. */
    Optional<ObjectSchema> get(String key) {
        Entry entry = entries.get(key);
        return entry == null || entry.asked.plus(MAX_AGE).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(entry.object);
    }

    /** What was answered last, however long ago, if the org gave it a tag to ask with. */
    Optional<Tagged> tagged(String key) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> !entry.etag.isEmpty())
                .map(entry -> new Tagged(entry.object, entry.etag));
    }

    void put(String key, Tagged answer) {
        entries.put(key, new Entry(answer.object(), answer.etag(), clock.instant()));
    }

    /**
     * An answer.
     *
     * @param etag the org's name for this state of it, empty where it gave none
     */
    record Tagged(ObjectSchema object, String etag) {}

    private record Entry(ObjectSchema object, String etag, Instant asked) {}
}
