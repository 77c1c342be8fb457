/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that stays open when a thread that uses it is interrupted: a plain channel would be closed for everybody. An
 * interrupt stays set for whoever waits next. Safe for use by many threads.
 */
final class SteadyFile implements Closeable {
    private final RunFolder folder;
    private final Path path;
    private @Nullable FileChannel channel;
    private boolean closed;

    SteadyFile(RunFolder folder, Path path) throws IOException {
        this.folder = folder;
        this.path = path;
        open();
    }

    private interface Act<T> {
        T on(FileChannel channel) throws IOException;
    }

    private synchronized FileChannel open() throws IOException {
        if (closed) {
            throw new IOException("the run is over, its file " + path.getFileName() + " is closed");
        }
        FileChannel current = channel;
        if (current == null || !current.isOpen()) {
            current = folder.openReadWrite(path);
            channel = current;
        }
        return current;
    }

    private <T> T steadily(Act<T> act) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return act.on(open());
                } catch (ClosedChannelException e) {
                    // An interrupt, ours or another thread's, closed the channel: it is opened again.
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    long size() throws IOException {
        return steadily(FileChannel::size);
    }

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer bytes, long offset) throws IOException {
        steadily(file -> {
            ByteBuffer rest = bytes.duplicate();
            long at = offset;
            while (rest.hasRemaining()) {
                at += file.write(rest, at);
            }
            return at;
        });
        bytes.position(bytes.limit());
    }

    /** Reads until the buffer is full or the file ends. */
    void read(ByteBuffer bytes, long offset) throws IOException {
        int start = bytes.position();
        int end = steadily(file -> {
            ByteBuffer rest = bytes.duplicate();
            while (rest.hasRemaining()) {
                if (file.read(rest, offset + rest.position() - start) < 0) {
                    break;
                }
            }
            return rest.position();
        });
        bytes.position(end);
    }

    /** Makes what was written outlive a crash of the machine. */
    void force() throws IOException {
        steadily(file -> {
            file.force(false);
            return true;
        });
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }
}
