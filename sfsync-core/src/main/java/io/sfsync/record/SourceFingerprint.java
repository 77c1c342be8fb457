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

/** Tells files apart without reading all of them. */
public final class SourceFingerprint {
    private static final int PART = 1 << 16;

    private SourceFingerprint() {}

    /** Path, length, time of the last change, and a digest of the first and the last 64 KB. */
    public static String of(Path file) throws IOException {
        Path real = file.toRealPath();
        try (RandomAccessFile in = new RandomAccessFile(real.toFile(), "r")) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long length = in.length();
            byte[] part = new byte[(int) Math.min(PART, length)];
            in.readFully(part);
            digest.update(part);
            in.seek(length - part.length);
            in.readFully(part);
            digest.update(part);
            return "file:" + real + " " + length + " " + Files.getLastModifiedTime(real) + " "
                    + HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
