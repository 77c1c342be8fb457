/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Row locks as in a real org: a chunk locks the records that it changes and their parents, waits for those that another chunk holds, and is
 * refused with {@code UNABLE_TO_LOCK_ROW} when it has waited too long. Users, record types and price books are not locked. Thread-safe.
 *
 * <p>A chunk takes its locks all at once or not at all, so that no two chunks wait for each other.
 */
public final class RowLocks implements ChunkGuard {
    private static final Set<String> NEVER_LOCKED = Set.of("User", "Group", "Profile", "RecordType", "Pricebook2");
    private static final int MOST_NAMED = 10;

    private final OrgStore store;
    private final long waitNanos;
    private final Set<Long> locked = new HashSet<>();

    /**
     * Locks for the chunks of a store.
     *
     * @param store tells which objects ids belong to
     * @param wait how long a chunk waits; a real org waits about 10 seconds
     */
    public RowLocks(OrgStore store, Duration wait) {
        this.store = store;
        this.waitNanos = wait.toNanos();
    }

    @Override
    public Hold enter(ObjectType object, Operation operation, int rows, Set<Long> touched) {
        Set<Long> wanted = new HashSet<>(touched);
        wanted.removeIf(this::isNeverLocked);
        List<Long> held = take(wanted);
        return held.isEmpty() ? new Locks(wanted) : Hold.refusing(refusal(rows, held));
    }

    private boolean isNeverLocked(long id) {
        ObjectType object = store.schema().objectByPrefix(RecordId.keyPrefix(id));
        return object == null || NEVER_LOCKED.contains(object.name());
    }

    /** Takes all locks; the ids that somebody else still holds after the wait, empty on success. */
    private synchronized List<Long> take(Set<Long> wanted) {
        long deadline = System.nanoTime() + waitNanos;
        List<Long> held = held(wanted);
        while (!held.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return held;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return held;
            }
            held = held(wanted);
        }
        locked.addAll(wanted);
        return held;
    }

    private List<Long> held(Collection<Long> wanted) {
        return wanted.stream().filter(locked::contains).sorted().toList();
    }

    private synchronized void release(Set<Long> ids) {
        locked.removeAll(ids);
        notifyAll();
    }

    /** Recorded in public logs: the count of the chunk's records, then the records in the way; no fields. */
    private static RowError refusal(int rows, List<Long> held) {
        List<String> named =
                held.stream().limit(MOST_NAMED).map(RecordId::format).toList();
        return RowError.of(
                "UNABLE_TO_LOCK_ROW",
                "unable to obtain exclusive access to this record or " + rows + " records: " + String.join(",", named));
    }

    private final class Locks implements Hold {
        private final Set<Long> ids;

        Locks(Set<Long> ids) {
            this.ids = ids;
        }

        @Override
        public @Nullable RowError refusal() {
            return null;
        }

        @Override
        public void close() {
            release(ids);
        }
    }
}
