/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that an option names for records; {@code {runId}} in it stands for the id of the run.
 *
 * @param option the name of the option, for messages
 * @param target the value of the option
 * @param name the file in it
 */
record SinkFile(String option, String target, String name) {
    private static final String RUN_ID = "{runId}";

    /** The file of a run. */
    Path of(String runId) {
        return Path.of(name.replace(RUN_ID, runId));
    }

    /**
     * Checks that the file can be made, so far as that can be seen before it is.
     *
     * @throws IllegalArgumentException if it can't
     */
    void check() {
        Path file = path();
        if (Files.isDirectory(file)) {
            throw wrong(file + " is a directory; name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong(file + " is no regular file; name one, or one that is not there yet");
        }
        Path folder = existing(file.toAbsolutePath().getParent());
        if (folder != null && !Files.isDirectory(folder)) {
            throw wrong(folder + " is no directory; name a file in one");
        }
        if (folder != null && !Files.isWritable(folder)) {
            throw wrong("no file can be made in " + folder + ", which this user may not write to");
        }
    }

    private Path path() {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option + "=" + target + ": " + e.getMessage(), e);
        }
    }

    private IllegalArgumentException wrong(String why) {
        return new IllegalArgumentException(option + "=" + target + ": " + why);
    }

    /**
     * Refuses to write over what is loaded.
     *
     * @param source the file that is loaded
     * @param runId the id of the run, {@code null} for one that nobody has had yet
     * @throws IllegalArgumentException if it is the same file
     */
    void refuse(Path source, @Nullable String runId) {
        if (runId == null && name.contains(RUN_ID)) {
            return;
        }
        if (isSame(of(runId == null ? "" : runId), source)) {
            throw wrong("that is the file to load, " + source + ", which would be lost; name another file");
        }
    }

    /**
     * Refuses to write two things to one file.
     *
     * @throws IllegalArgumentException if it is the same file
     */
    void refuse(SinkFile other) {
        if (isSame(path(), other.path())) {
            throw wrong(other.option + " goes to the same file; name two");
        }
    }

    /** Whether two names are one file, be it there or not, through links too. */
    private static boolean isSame(Path one, Path other) {
        try {
            boolean bothExist = Files.exists(one) && Files.exists(other);
            return bothExist ? Files.isSameFile(one, other) : real(one).equals(real(other));
        } catch (IOException e) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }

    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path there = existing(absolute);
        return there == null ? absolute : there.toRealPath().resolve(there.relativize(absolute));
    }

    /** The nearest of this and what it is in that exists. */
    private static @Nullable Path existing(@Nullable Path path) {
        Path there = path;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
