/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.salesforce.query.KeyQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of inserts whose answer was lost: a record with a unique external id is there, or it is not and
 * may go again, since it cannot be created twice. Without such a key nobody can tell.
 *
 * <p>Two rows of one key may both be in doubt, or one of them have its answer: only one has created the record. So
 * nothing is asked while an answer is under way in another lane, and no id is given to a second row.
 */
final class LostInserts {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    /** How far the clocks of the org and of this machine may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final KeyQuery query;
    private final @Nullable String field;
    private final Instant since;
    private final OutcomeLog log;
    /** Shared by calls until their outcomes are on disk, held alone while somebody asks. */
    private final ReadWriteLock calls = new ReentrantReadWriteLock();

    /**
     * @param field the unique field that is asked by, {@code null} where the object has none
     * @param startedAt when the run started: a record that is older was there before
     * @param log the outcomes of the run
     */
    LostInserts(KeyQuery query, @Nullable String field, Instant startedAt, OutcomeLog log) {
        this.log = log;
        this.query = query;
        this.field = field;
        this.since = startedAt.minus(SKEW);
    }

    /** The unique field that records are asked by, {@code null} where there is none. */
    @Nullable
    String field() {
        return field;
    }

    /** Held from before a call is sent until what it told is on disk. */
    Lock duringCall() {
        return calls.readLock();
    }

    /**
     * Decides the records that are there, and those that nobody can tell about; the others may go again. The outcomes
     * are on disk when it returns.
     *
     * @throws IOException if the org cannot be asked; what can be asked for then stays in doubt
     */
    void settle(CollectionsBatch batch, BitSet part, String why) throws Exception {
        for (int i : part.stream().toArray()) {
            if (field == null || batch.key(i).isEmpty()) {
                batch.decide(i, OutcomeKind.UNKNOWN, null, Reasons.answerLost(why));
            } else {
                batch.doubt(i);
            }
        }
        calls.writeLock().lockInterruptibly();
        try {
            ask(batch, part);
            batch.answered();
        } finally {
            calls.writeLock().unlock();
        }
    }

    private void ask(CollectionsBatch batch, BitSet part) throws IOException, InterruptedException {
        List<String> keys =
                part.stream().mapToObj(batch::key).filter(key -> !key.isEmpty()).toList();
        if (field == null || keys.isEmpty()) {
            return;
        }
        Map<String, KeyQuery.Found> found = query.find(field, keys);
        LOG.info("{} of {} records whose insert was in doubt are there", found.size(), keys.size());
        Set<String> ids = found.values().stream().map(KeyQuery.Found::id).collect(Collectors.toSet());
        Set<String> taken = log.named(ids);
        for (int i : part.stream().toArray()) {
            KeyQuery.Found record = found.get(KeyQuery.key(batch.key(i)));
            if (record != null && !record.createdAt().isBefore(since) && taken.add(record.id())) {
                batch.decide(i, OutcomeKind.CREATED, record.id(), List.of());
            }
        }
    }
}
