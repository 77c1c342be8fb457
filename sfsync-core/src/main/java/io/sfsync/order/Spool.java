/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.batch.RunFolder;
import io.sfsync.check.CheckedRecord;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Records that wait in a file of the run's folder, in the order of their source. Used by one thread. */
public final class Spool implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final RecordCodec codec;
    private final RunFolder folder;
    private @Nullable DataOutputStream out;
    private @Nullable DataInputStream in;

    /**
     * @param keepCells whether somebody wants the source's columns later on
     */
    public Spool(RunFolder folder, String name, boolean keepCells) {
        this.folder = folder;
        this.path = folder.path().resolve("order." + name);
        this.codec = new RecordCodec(keepCells);
    }

    /** Appends a record. */
    public void add(CheckedRecord record) throws IOException {
        DataOutputStream open = out;
        if (open == null) {
            open = new DataOutputStream(new BufferedOutputStream(folder.openNew(path), BUFFER));
            out = open;
        }
        byte[] bytes = codec.encode(record);
        open.writeInt(bytes.length);
        open.write(bytes);
    }

    /** The next record, {@code null} at the end; nothing may be added once this was called. */
    public @Nullable CheckedRecord next() throws IOException {
        if (out == null) {
            return null;
        }
        DataInputStream source = in;
        if (source == null) {
            out.flush();
            source = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER));
            in = source;
        }
        int length;
        try {
            length = source.readInt();
        } catch (EOFException e) {
            return null;
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return codec.decode(bytes);
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        try {
            if (out != null) {
                out.close();
            }
            if (in != null) {
                in.close();
                in = null;
            }
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
