/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import java.io.Closeable;
import java.io.IOException;

/**
 * The longest way of each record down to one that refers to nobody. Each pass over the edges settles one level; where a
 * pass settles nothing, all that is left are circles and what hangs on them, and each circle is cut once.
 */
final class Levels implements Closeable {
    private static final int OPEN = -1;

    private final RunFolder folder;
    private final Edges edges;
    private final long count;
    private final DiskInts wave;
    private final DiskInts mark;
    private final DiskInts without;
    private int pass;
    private int level;
    private long settled;

    Levels(RunFolder folder, Edges edges, long count) throws IOException {
        this.folder = folder;
        this.edges = edges;
        this.count = count;
        this.wave = new DiskInts(folder, "waves", count);
        this.mark = new DiskInts(folder, "marks", count);
        this.without = new DiskInts(folder, "without", count);
    }

    int wave(int record) {
        return wave.get(record);
    }

    int without(int record) {
        return without.get(record);
    }

    void atLeast(int record, int least) {
        wave.set(record, Math.max(least, wave.get(record)));
    }

    void compute() throws IOException {
        edges.each((child, parent, lookup) -> wave.set(child, OPEN));
        while (edges.count() > 0) {
            settle((child, parent, lookup) -> isOpen(parent));
            if (settled == 0) {
                cutCircles();
            }
        }
    }

    private boolean isOpen(int record) {
        return wave.get(record) == OPEN;
    }

    /** Keeps the edges that still block their child; a child that nothing blocks is settled at the next level. */
    private void settle(Edges.Filter blocks) throws IOException {
        pass++;
        level++;
        settled = 0;
        edges.each((child, parent, lookup) -> {
            if (blocks.keep(child, parent, lookup)) {
                mark.set(child, pass);
            }
        });
        // what is settled now must not unblock others in the same pass
        edges.retain((child, parent, lookup) -> {
            boolean blocked = mark.get(child) == pass;
            if (!blocked && isOpen(child)) {
                wave.set(child, level);
                settled++;
            }
            return blocked;
        });
    }

    private void cutCircles() throws IOException {
        try (DiskInts via = new DiskInts(folder, "via", count);
                DiskInts walks = new DiskInts(folder, "walks", count);
                DiskInts cut = new DiskInts(folder, "cut", count)) {
            edges.each((child, parent, lookup) -> {
                if (isOpen(parent)) {
                    via.set(child, parent);
                }
            });
            edges.each((child, parent, lookup) -> walk(child, via, walks, cut));
            settle((child, parent, lookup) -> {
                boolean leftOut = cut.get(child) != 0 && via.get(child) == parent;
                if (leftOut) {
                    without.set(child, without.get(child) | 1 << lookup);
                }
                return isOpen(parent) && !leftOut;
            });
            edges.retain((child, parent, lookup) -> cut.get(child) == 0 || via.get(child) != parent);
        }
    }

    /** Follows the references from one record on; where the way bites its own tail, that circle is cut. */
    private static void walk(int start, DiskInts via, DiskInts walks, DiskInts cut) {
        int at = start;
        while (at != 0 && walks.get(at) == 0) {
            walks.set(at, start);
            at = via.get(at);
        }
        if (at == 0 || walks.get(at) != start) {
            return;
        }
        int first = at;
        for (int next = via.get(at); next != at; next = via.get(next)) {
            first = Math.min(first, next);
        }
        cut.set(first, 1);
    }

    @Override
    public void close() throws IOException {
        wave.close();
        mark.close();
        without.close();
    }
}
