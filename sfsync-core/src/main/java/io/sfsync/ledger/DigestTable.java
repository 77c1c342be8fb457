/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

import io.sfsync.outcome.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was last sent for each key, as digests: a table in a file, 24 bytes a place, so that ten million keys need no
 * memory of the program. A place torn by a crash holds no digest that fits, and its record is sent once more. Used by
 * one thread of one process.
 */
public final class DigestTable implements DigestStore {
    private static final int PLACE = 24;
    private static final int FIRST_PLACES = 1 << 12;
    private static final int HEADER = 8;

    private final Path file;
    private final FileChannel lockFile;
    private final FileLock lock;
    private FileChannel channel;
    private MappedByteBuffer map;
    private int places;
    private long used;

    private DigestTable(Path file, FileChannel lockFile, FileLock lock) throws IOException {
        this.file = file;
        this.lockFile = lockFile;
        this.lock = lock;
        this.channel = open(file);
        this.places = (int) Math.max(FIRST_PLACES, (channel.size() - HEADER) / PLACE);
        this.map = map(channel, places);
        this.used = map.getLong(0);
    }

    /**
     * Opens the table in this file, which is made if it is not there.
     *
     * @throws IOException if it cannot be read, or if another run uses it
     */
    public static DigestTable open(Path file, String purpose) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent(), OwnerOnly.folder());
        FileChannel lockFile = open(file.resolveSibling(file.getFileName() + ".lock"));
        FileLock lock = tryLock(lockFile);
        if (lock == null) {
            lockFile.close();
            throw new IOException(purpose + ": another run uses " + file + "; let it end first (overlap=wait or skip)");
        }
        return new DigestTable(file, lockFile, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, OwnerOnly.file());
    }

    private static MappedByteBuffer map(FileChannel channel, int places) throws IOException {
        long length = HEADER + (long) places * PLACE;
        if (length > Integer.MAX_VALUE) {
            throw new IOException("the table of what was sent is full: it takes about 60 million keys");
        }
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, length);
    }

    @Override
    public long get(long high, long low) {
        int place = find(map, places, high, low);
        return map.getLong(place + 16);
    }

    @Override
    public void forget(long high, long low) throws IOException {
        if (get(high, low) != 0) {
            put(high, low, 0);
        }
    }

    @Override
    public void put(long high, long low, long digest) throws IOException {
        int place = find(map, places, high, low);
        boolean isNew = map.getLong(place) == 0 && map.getLong(place + 8) == 0;
        map.putLong(place + 16, digest);
        if (isNew) {
            map.putLong(place + 8, low);
            map.putLong(place, high);
            used++;
            map.putLong(0, used);
            if (used * 10 > places * 7L) {
                grow();
            }
        }
    }

    private static int find(ByteBuffer map, int places, long high, long low) {
        int at = (int) Math.floorMod(high, (long) places);
        while (true) {
            int place = HEADER + at * PLACE;
            long first = map.getLong(place);
            long second = map.getLong(place + 8);
            if ((first == high && second == low) || (first == 0 && second == 0)) {
                return place;
            }
            at = at + 1 == places ? 0 : at + 1;
        }
    }

    private void grow() throws IOException {
        Path larger = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(larger);
        FileChannel next = open(larger);
        MappedByteBuffer wide = map(next, places * 2);
        for (int i = 0; i < places; i++) {
            int from = HEADER + i * PLACE;
            long high = map.getLong(from);
            long low = map.getLong(from + 8);
            if (high != 0 || low != 0) {
                int to = find(wide, places * 2, high, low);
                wide.putLong(to, high).putLong(to + 8, low).putLong(to + 16, map.getLong(from + 16));
            }
        }
        wide.putLong(0, used);
        wide.force();
        channel.close();
        Files.move(larger, file, StandardCopyOption.ATOMIC_MOVE);
        channel = next;
        map = wide;
        places *= 2;
    }

    /** How many keys it holds. */
    public long size() {
        return used;
    }

    @Override
    public void close() throws IOException {
        map.force();
        channel.close();
        lock.close();
        lockFile.close();
    }
}
