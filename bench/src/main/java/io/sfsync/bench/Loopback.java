/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The loopback interface of this machine, over which contenders talk to the org. */
final class Loopback {
    private static final Path COUNTERS = Path.of("/proc/net/dev");

    private Loopback() {}

    /** Bytes that went over it since the machine started, in both directions, of all processes. */
    static long bytes() throws IOException {
        for (String line : Files.readAllLines(COUNTERS)) {
            String text = line.strip();
            if (text.startsWith("lo:")) {
                return Long.parseLong(text.substring("lo:".length()).strip().split("\\s+", -1)[0]);
            }
        }
        throw new IOException(COUNTERS + " has no line for lo");
    }
}
