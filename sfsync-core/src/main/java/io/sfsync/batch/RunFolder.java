/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.outcome.OwnerOnly;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run: {@code manifest.json}, {@code outcomes} and {@code errors} of all records, and for each batch
 * its body as it is sent ({@code 000001.csv}) and its source rows ({@code 000001.rows}). Only its owner may read it.
 */
public final class RunFolder {
    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder of a run.
     *
     * @param work where runs keep their folders, {@code null} for a temporary folder
     * @throws FileAlreadyExistsException if there is one for this run already
     */
    public static RunFolder create(@Nullable Path work, String runId) throws IOException {
        if (work == null) {
            return new RunFolder(Files.createTempDirectory("sfsync-" + runId + "-"));
        }
        Files.createDirectories(work, OwnerOnly.folder());
        return new RunFolder(Files.createDirectory(work.resolve(runId), OwnerOnly.folder()));
    }

    /** The folder of a run that there is. */
    public static RunFolder open(Path work, String runId) {
        return new RunFolder(work.resolve(runId));
    }

    /** Whether there is a folder for this run. */
    public static boolean exists(Path work, String runId) {
        return Files.isDirectory(work.resolve(runId));
    }

    /** The changes of state. */
    public Path journal() {
        return path.resolve("journal");
    }

    /** Makes an empty file of this folder, if there is none. */
    public void makeFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, OwnerOnly.file());
        }
    }

    /**
     * Makes sure that nobody else, in this process or another one, works on the run.
     *
     * @return holds the run until it is closed
     * @throws IOException if somebody does
     */
    public Closeable lock() throws IOException {
        FileChannel channel = openReadWrite(path.resolve("lock"));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // somebody in this process
        }
        channel.close();
        throw new IOException(
                "the run in " + path + " is being executed by somebody else; wait for it, or use" + " another runId");
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** What the run is. */
    public Path manifest() {
        return path.resolve("manifest.json");
    }

    /** One line per record. */
    public Path outcomes() {
        return path.resolve("outcomes");
    }

    /** The reasons that the outcomes point to. */
    public Path errors() {
        return path.resolve("errors");
    }

    /** A file of a batch, such as {@code 000001.csv}. */
    public Path batch(long number, String extension) {
        return path.resolve(String.format(Locale.ROOT, "%06d.%s", number, extension));
    }

    /** Opens a file of this folder, which is made if there is none. */
    public FileChannel openReadWrite(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, OwnerOnly.file());
    }

    /** Opens a new, or emptied, file of this folder; an interrupt does not close it. */
    public OutputStream openNew(Path file) throws IOException {
        makeFile(file);
        return Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Makes a file outlive a crash of the machine. */
    public void force(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
        }
    }

    /** Deletes the files of a batch. */
    public void deleteBatch(long number) throws IOException {
        String prefix = String.format(Locale.ROOT, "%06d.", number);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, prefix + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Deletes the folder with all that is in it. */
    public void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(RunFolder::deleteFile);
        }
        Files.deleteIfExists(path);
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
