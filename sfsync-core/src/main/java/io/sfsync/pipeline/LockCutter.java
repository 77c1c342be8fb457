/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import io.sfsync.order.SortedRecords;
import io.sfsync.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of one parent together: it sorts them by parent on disk, fills what Salesforce works on at a time (a
 * call, a batch, 10,000 rows of a Bulk 2.0 job) with whole parents, and lets nobody else work on a parent that takes
 * more than that. {@link #finish} may be called several times, each for the records since the one before.
 */
final class LockCutter implements BatchCutter {
    /** Parents that wait because they do not fit are tried for the next gap; they are held in memory. */
    private static final int MAX_WAITING = 4_000;

    private final RunTools tools;
    private final BatchCutter target;
    private final LockFields fields;
    private final Supplier<SortedRecords> sorts;
    private final Deque<List<CheckedRecord>> waiting = new ArrayDeque<>();
    private final Deque<CheckedRecord> group = new ArrayDeque<>();
    private SortedRecords records;
    private @Nullable CheckedRecord ahead;
    private int waitingRecords;
    private boolean big;

    LockCutter(RunTools tools, BatchCutter target, LockFields fields, Supplier<SortedRecords> sorts) {
        this.tools = tools;
        this.target = target;
        this.fields = fields;
        this.sorts = sorts;
        this.records = sorts.get();
    }

    @Override
    public void add(CheckedRecord record) throws Exception {
        target.expect(record.shape());
        records.add(0, fields.order(record), record);
    }

    @Override
    public boolean wantsKnown() {
        return target.wantsKnown();
    }

    @Override
    public void known(CheckedRecord record) throws IOException {
        target.known(record);
    }

    @Override
    public void finish() throws Exception {
        while (tools.state().mayStart()) {
            if (big) {
                sendBig();
            } else if (fill() && group.isEmpty()) {
                flush();
                return;
            }
        }
    }

    /** Sends what waits and what comes next; true where nothing comes next. */
    private boolean fill() throws Exception {
        if (target.room() == target.unit()) {
            // what did not fit into the gap that was left
            sendWaiting();
        }
        if (!group.isEmpty()) {
            // the run was stopped in the middle of a parent
            sendGroup();
            return false;
        }
        if (!readGroup()) {
            return true;
        }
        if (group.size() > target.unit()) {
            makeRoom();
            big = true;
        } else if (group.size() <= target.room()) {
            sendGroup();
        } else {
            waitingRecords += group.size();
            waiting.add(new ArrayList<>(group));
            group.clear();
            if (waitingRecords >= MAX_WAITING) {
                makeRoomForFirst();
            }
        }
        return false;
    }

    private void sendWaiting() throws Exception {
        for (Iterator<List<CheckedRecord>> each = waiting.iterator(); group.isEmpty() && each.hasNext(); ) {
            List<CheckedRecord> next = each.next();
            if (next.size() <= target.room()) {
                each.remove();
                waitingRecords -= next.size();
                group.addAll(next);
                sendGroup();
            }
        }
    }

    private void flush() throws Exception {
        while (!waiting.isEmpty() && tools.state().mayStart()) {
            makeRoomForFirst();
            sendWaiting();
        }
        if (tools.state().mayStart()) {
            makeRoom();
            records.close();
            records = sorts.get();
        }
    }

    /** Sends the parent that waits longest, even if calls have become narrower than it meanwhile. */
    private void makeRoomForFirst() throws Exception {
        makeRoom();
        List<CheckedRecord> first = waiting.remove();
        waitingRecords -= first.size();
        group.addAll(first);
        sendGroup();
    }

    private void makeRoom() throws Exception {
        target.finish();
    }

    /** Reads the records of the next parent, or as many of them as show that they are too many. */
    private boolean readGroup() throws IOException {
        int most = target.unit() + 1;
        String lock = null;
        while (group.size() < most) {
            CheckedRecord record = read();
            if (record == null) {
                break;
            }
            String own = fields.lock(record);
            boolean other = lock != null && !own.equals(lock);
            // records without a parent are all alone
            if (other || (lock != null && own.isEmpty())) {
                ahead = record;
                break;
            }
            lock = own;
            group.add(record);
        }
        return !group.isEmpty();
    }

    private @Nullable CheckedRecord read() throws IOException {
        CheckedRecord record = ahead;
        ahead = null;
        if (record == null) {
            SortedRecords.Placed placed = records.next();
            record = placed == null ? null : placed.record();
        }
        return record;
    }

    private void sendGroup() throws Exception {
        while (!group.isEmpty()) {
            send(group.remove());
        }
    }

    private void send(CheckedRecord record) throws Exception {
        String lock = fields.lock(record);
        target.lock(lock.isEmpty() ? "" : "lock " + lock);
        target.add(record);
    }

    /** A parent with more records than fit goes in batches of its own, one after the other. */
    private void sendBig() throws Exception {
        CheckedRecord record = group.isEmpty() ? read() : group.remove();
        if (record == null) {
            big = false;
            makeRoom();
            return;
        }
        send(record);
        CheckedRecord next = group.isEmpty() ? read() : group.peek();
        if (group.isEmpty()) {
            ahead = next;
        }
        boolean last = next == null || !fields.lock(next).equals(fields.lock(record));
        if (last || target.room() == target.unit()) {
            makeRoom();
            big = !last;
        }
    }

    @Override
    public void handOver() throws Exception {
        target.handOver();
    }

    @Override
    public @Nullable SourceRecord unsent() throws Exception {
        SourceRecord first = target.unsent();
        if (first != null) {
            return first;
        }
        while (group.isEmpty() && !waiting.isEmpty()) {
            group.addAll(waiting.remove());
        }
        CheckedRecord record = group.isEmpty() ? read() : group.remove();
        return record == null ? null : record.source();
    }

    @Override
    public void close() throws IOException {
        target.close();
        records.close();
    }
}
