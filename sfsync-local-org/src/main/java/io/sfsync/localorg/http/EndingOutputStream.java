/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sends slowly, or only so many bytes, as an {@link Ending} says. */
final class EndingOutputStream extends FilterOutputStream {
    private final Ending ending;
    private final Sleeper sleeper;
    private long sent;

    /** The bytes that were to be sent have been sent. */
    static final class CutException extends IOException {
        private static final long serialVersionUID = 1L;

        CutException() {
            super("cut by a fault");
        }
    }

    EndingOutputStream(OutputStream out, Ending ending, Sleeper sleeper) {
        super(out);
        this.ending = ending;
        this.sleeper = sleeper;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            int chunk = (int) Math.min(end - from, Math.min(ending.chunkBytes(), ending.dropAfterBytes() - sent));
            if (chunk <= 0) {
                out.flush();
                throw new CutException();
            }
            sleeper.sleep(ending.pause());
            out.write(buffer, from, chunk);
            sent += chunk;
            from += chunk;
        }
    }

    @Override
    public void close() throws IOException {
        if (sent < ending.dropAfterBytes() || ending.dropAfterBytes() == Long.MAX_VALUE) {
            super.close();
        }
    }
}
