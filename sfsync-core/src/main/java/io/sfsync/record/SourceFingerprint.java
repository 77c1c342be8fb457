/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells files apart without reading all of them. */
public final class SourceFingerprint {
    private static final int PART = 1 << 16;
    private static final String FILE = "file:";
    /** How far below its folder a file is looked for that was moved. */
    private static final int DEPTH = 3;

    private SourceFingerprint() {}

    /** Path, length, time of the last change, and a digest of the first and the last 64 KB. */
    public static String of(Path file) throws IOException {
        Path real = file.toRealPath();
        return FILE + real + " " + content(real);
    }

    private static String content(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long length = in.length();
            byte[] part = new byte[(int) Math.min(PART, length)];
            in.readFully(part);
            digest.update(part);
            in.seek(length - part.length);
            in.readFully(part);
            digest.update(part);
            return length + " " + Files.getLastModifiedTime(file) + " "
                    + HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a file holds what the file of this fingerprint held, wherever it is now. */
    public static boolean isSame(String fingerprint, Path file) throws IOException {
        return fingerprint.startsWith(FILE) && fingerprint.endsWith(" " + content(file));
    }

    /** Where the file of this fingerprint was; empty for what was no file. */
    public static Optional<Path> path(String fingerprint) {
        if (!fingerprint.startsWith(FILE)) {
            return Optional.empty();
        }
        int end = fingerprint.length();
        for (int i = 0; i < 3; i++) {
            end = fingerprint.lastIndexOf(' ', end - 1);
        }
        return Optional.of(Path.of(fingerprint.substring(FILE.length(), end)));
    }

    /** The file of this fingerprint where it was, or where it was moved to below that folder, if it is the same still. */
    public static Optional<Path> find(String fingerprint) throws IOException {
        Path was = path(fingerprint).orElse(null);
        Path folder = was == null ? null : was.getParent();
        if (was == null || folder == null) {
            return Optional.empty();
        }
        if (Files.isRegularFile(was)) {
            return isSame(fingerprint, was) ? Optional.of(was) : Optional.empty();
        }
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        for (Path candidate : below(folder, fingerprint)) {
            if (isSame(fingerprint, candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<Path> below(Path folder, String fingerprint) throws IOException {
        try (Stream<Path> files = Files.find(
                folder,
                DEPTH,
                (path, attributes) -> attributes.isRegularFile()
                        && fingerprint.contains(" " + attributes.size() + " " + attributes.lastModifiedTime() + " "))) {
            return files.toList();
        }
    }
}
