/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine in words. */
final class Machine {
    private Machine() {}

    /** Processors, memory, system, Java, and how busy it is. */
    static String describe() throws IOException {
        String model = value(Path.of("/proc/cpuinfo"), "model name");
        String memory = value(Path.of("/proc/meminfo"), "MemTotal");
        return String.format(
                Locale.ROOT,
                "%d processors (%s), %.0f GB of memory, %s %s, Java %s, load average %s.",
                Runtime.getRuntime().availableProcessors(),
                model,
                Long.parseLong(memory.replaceAll("[^0-9]", "")) / 1e6,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    private static String value(Path file, String key) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(key)) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
        }
        return "unknown";
    }
}
