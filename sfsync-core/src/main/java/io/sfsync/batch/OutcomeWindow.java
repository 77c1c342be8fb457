/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.outcome.OutcomeKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The places on disk where the outcomes of a batch's records are kept, some of them in memory. Others may keep outcomes
 * of other records meanwhile: only the lines that were set here are written. They are on disk once this is flushed or
 * closed. Used by one thread.
 */
public final class OutcomeWindow extends PageCache implements Closeable {
    private static final int PAGE_LINES = MOST_BYTES / SlotFormat.LENGTH;

    private final SteadyFile file;
    private final BitSet changed = new BitSet();

    OutcomeWindow(SteadyFile file) {
        super(PAGE_LINES * SlotFormat.LENGTH);
        this.file = file;
    }

    /**
     * Keeps an outcome.
     *
     * @param position the record's position in its source
     * @param id the record's id, {@code null} where it is not known
     * @param error where the errors lie, from {@link OutcomeLog#addErrors}, {@link OutcomeLog#NO_ERRORS} for none
     */
    public void set(long position, OutcomeKind kind, @Nullable String id, long error) throws IOException {
        int place = find(position);
        int line = line(position);
        SlotFormat.update(page(place), line * SlotFormat.LENGTH, kind, id, error);
        changed.set(place * PAGE_LINES + line);
    }

    /** What became of the record at this position, {@code null} while that is not known. */
    public @Nullable OutcomeKind kind(long position) throws IOException {
        return SlotFormat.kind(page(find(position)), line(position) * SlotFormat.LENGTH);
    }

    private static int line(long position) {
        return (int) ((position - 1) % PAGE_LINES);
    }

    private int find(long position) throws IOException {
        long number = (position - 1) / PAGE_LINES;
        int place = place(number);
        int end = (line(position) + 1) * SlotFormat.LENGTH;
        if (page(place).limit() < end) {
            // Records were read since.
            reload(place, number);
        }
        if (page(place).limit() < end) {
            throw new IOException("the outcome of record " + position + " is not in the run's folder");
        }
        return place;
    }

    @Override
    void load(ByteBuffer page, long offset) throws IOException {
        file.read(page, offset);
    }

    @Override
    void leave(int place, ByteBuffer page, long offset) throws IOException {
        int first = place * PAGE_LINES;
        int end = first + PAGE_LINES;
        for (int from = changed.nextSetBit(first); from >= 0 && from < end; from = changed.nextSetBit(from)) {
            int to = Math.min(end, changed.nextClearBit(from));
            int start = (from - first) * SlotFormat.LENGTH;
            file.write(page.slice(start, (to - from) * SlotFormat.LENGTH), offset + start);
            changed.clear(from, to);
        }
    }

    /** Hands what was set to the file. */
    public void flush() throws IOException {
        leaveAll();
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
