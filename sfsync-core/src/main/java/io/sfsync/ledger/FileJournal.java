/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A journal in a file of JSON lines. One forced write serves all threads that wait for one. Plain file access is used,
 * since an interrupt would close a channel under everybody.
 */
final class FileJournal implements Journal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final RandomAccessFile file;
    private final boolean forces;
    private long written;
    private long forced;
    private boolean forcing;

    /**
     * @param path the file, which exists
     * @param forces whether entries that must be durable are forced to disk
     */
    FileJournal(Path path, boolean forces) throws IOException {
        this.path = path;
        this.forces = forces;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        file.setLength(wholeLines());
        file.seek(file.length());
    }

    /** How much of the file is whole lines: a crash may have left half of one. */
    private long wholeLines() throws IOException {
        long end = file.length();
        byte[] last = new byte[1];
        while (end > 0) {
            file.seek(end - 1);
            file.readFully(last);
            if (last[0] == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    @Override
    public void replay(Consumer<JournalEntry> reader) throws IOException {
        try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
            read(path.toString(), lines, reader);
        }
    }

    /** Reads a journal that somebody may be writing. */
    static void read(String name, Stream<String> lines, Consumer<JournalEntry> reader) throws IOException {
        for (String line : (Iterable<String>) lines::iterator) {
            if (!line.endsWith("}")) {
                return;
            }
            try {
                reader.accept(JSON.readValue(line, JournalEntry.class));
            } catch (JsonProcessingException e) {
                throw new IOException("the journal " + name + " is damaged: " + e.getOriginalMessage(), e);
            }
        }
    }

    @Override
    public void append(JournalEntry entry, boolean durable) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(JSON.writeValueAsBytes(entry));
        line.write('\n');
        long mine;
        synchronized (this) {
            file.write(line.toByteArray());
            mine = ++written;
        }
        if (durable && forces) {
            force(mine);
        }
    }

    private void force(long mine) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                long target;
                synchronized (this) {
                    while (forcing && forced < mine) {
                        try {
                            wait();
                        } catch (InterruptedException e) {
                            interrupted = true;
                        }
                    }
                    if (forced >= mine) {
                        return;
                    }
                    forcing = true;
                    target = written;
                }
                lead(target);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Forces everything that was written so far, for all who wait. */
    private void lead(long target) throws IOException {
        boolean done = false;
        try {
            file.getFD().sync();
            done = true;
        } finally {
            synchronized (this) {
                forcing = false;
                if (done) {
                    forced = Math.max(forced, target);
                }
                notifyAll();
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
