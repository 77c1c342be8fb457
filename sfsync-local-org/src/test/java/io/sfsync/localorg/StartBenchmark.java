/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Measures how long it takes from the start of the JVM to the first answer, and how long a reset takes after a test that made a few records;
 * run by hand.
 */
final class StartBenchmark {
    private static final int RESETS = 51;

    private StartBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        try (LocalOrg org = LocalOrg.builder().start()) {
            long listening = sinceStart();
            String answer = get(org.url(), "/services/data");
            long answered = sinceStart();
            long cpu = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                            .getProcessCpuTime()
                    / 1_000_000;
            System.out.printf(
                    "listening after %d ms, first answer after %d ms, %d ms of CPU: %s%n",
                    listening, answered, cpu, answer);
            long[] micros = new long[RESETS];
            for (int i = 0; i < RESETS; i++) {
                org.store().addUser(i + "@example.com", "User", "Standard User");
                org.query("SELECT Id, (SELECT Id FROM Contacts) FROM Account");
                long start = System.nanoTime();
                org.reset();
                micros[i] = (System.nanoTime() - start) / 1000;
            }
            long first = micros[0];
            Arrays.sort(micros);
            System.out.printf(
                    "reset: first %d us, median %d us, slowest %d us%n", first, micros[RESETS / 2], micros[RESETS - 1]);
        }
    }

    private static long sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static String get(URI org, String path) throws IOException {
        try (Socket socket = new Socket(org.getHost(), org.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("nothing");
        }
    }
}
