/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Several guards as one. */
final class ChunkGuards implements ChunkGuard {
    private final List<ChunkGuard> guards = new CopyOnWriteArrayList<>();

    void set(List<ChunkGuard> replacement) {
        guards.clear();
        guards.addAll(replacement);
    }

    boolean isEmpty() {
        return guards.isEmpty();
    }

    @Override
    public Hold enter(ObjectType object, Operation operation, int rows, Set<Long> touched) {
        List<Hold> holds = new ArrayList<>();
        RowError refusal = null;
        for (ChunkGuard guard : guards) {
            Hold hold = guard.enter(object, operation, rows, touched);
            holds.add(hold);
            refusal = hold.refusal();
            if (refusal != null) {
                break;
            }
        }
        return new Holds(holds, refusal);
    }

    private static final class Holds implements Hold {
        private final List<Hold> holds;
        private final @Nullable RowError refusal;

        Holds(List<Hold> holds, @Nullable RowError refusal) {
            this.holds = holds;
            this.refusal = refusal;
        }

        @Override
        public @Nullable RowError refusal() {
            return refusal;
        }

        @Override
        public void close() {
            holds.forEach(Hold::close);
        }
    }
}
