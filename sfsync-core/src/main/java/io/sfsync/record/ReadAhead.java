/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file in a thread of its own while those before them are worked on, at most a few pieces ahead.
 * A file of few records takes no thread. A failure comes after the records that stand before it.
 */
final class ReadAhead implements RecordReader {
    private static final int RECORDS_WITHOUT_THREAD = 1_000;
    private static final int PIECE = 256;
    private static final int MOST_PIECES = 4;

    private final RecordReader source;
    private final Deque<Piece> ready = new ArrayDeque<>();
    private Piece current = new Piece(List.of(), null, false);
    private int next;
    private int readHere;
    private boolean started;
    private boolean closed;

    ReadAhead(RecordReader source) {
        this.source = source;
    }

    /** Records that follow each other, and why there are no more, if that is so. */
    private record Piece(
            List<SourceRecord> records, @Nullable Throwable failure, boolean isLast) {}

    @Override
    public @Nullable Header header() {
        return source.header();
    }

    @Override
    public long expectedTotal() {
        return source.expectedTotal();
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        if (readHere < RECORDS_WITHOUT_THREAD) {
            readHere++;
            return source.next();
        }
        if (!started) {
            started = true;
            Thread thread = new Thread(this::read, "sfsync-read-ahead");
            thread.setDaemon(true);
            thread.start();
        }
        while (next == current.records.size()) {
            if (current.isLast) {
                return ended();
            }
            current = take();
            next = 0;
        }
        return current.records.get(next++);
    }

    private @Nullable SourceRecord ended() throws IOException {
        Throwable failure = current.failure;
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        if (failure instanceof Error broken) {
            throw broken;
        }
        return null;
    }

    /** The reading thread always comes to an end, so that an interrupt may wait for the next piece. */
    private synchronized Piece take() {
        boolean interrupted = false;
        while (ready.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        notifyAll();
        return ready.isEmpty() ? new Piece(List.of(), new IOException("the file is closed"), true) : ready.remove();
    }

    private void read() {
        Piece piece;
        do {
            piece = piece();
        } while (put(piece) && !piece.isLast);
    }

    private Piece piece() {
        List<SourceRecord> records = new ArrayList<>(PIECE);
        try {
            while (records.size() < PIECE) {
                SourceRecord record = source.next();
                if (record == null) {
                    return new Piece(records, null, true);
                }
                records.add(record);
            }
            return new Piece(records, null, false);
        } catch (IOException | RuntimeException | Error e) {
            return new Piece(records, e, true);
        }
    }

    /** Whether more are wanted. */
    private synchronized boolean put(Piece piece) {
        while (ready.size() >= MOST_PIECES && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // somebody waits for what comes next; close() is what ends this thread
            }
        }
        ready.add(piece);
        notifyAll();
        return !closed;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        source.close();
    }
}
