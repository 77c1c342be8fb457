/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a command and measures it. Linux only: memory is read from {@code /proc}, times are the shell's. */
final class ProcessMeter {
    private static final String TIMED = "TIMEFORMAT='%R %U %S'; time \"$@\" >\"$0\" 2>&1";
    private static final int SAMPLE_MILLIS = 5;

    private ProcessMeter() {}

    /** Runs to the end. */
    static Measurement run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".out");
        List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, output.toString()));
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed);
        builder.environment().putAll(environment);
        Instant begun = Instant.now();
        Process process = builder.start();
        long resident = 0;
        while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
            resident = Math.max(resident, resident(process));
        }
        String text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        String[] times = text.substring(text.lastIndexOf('\n') + 1).split(" ", -1);
        Measurement measurement = new Measurement(
                begun,
                Double.parseDouble(times[0]),
                Double.parseDouble(times[1]) + Double.parseDouble(times[2]),
                resident,
                process.exitValue(),
                Files.readString(output));
        Files.delete(output);
        return measurement;
    }

    /** The largest of the processes that the shell started. */
    private static long resident(Process shell) throws IOException {
        try (Stream<ProcessHandle> children = shell.descendants()) {
            long most = 0;
            for (ProcessHandle child : children.toList()) {
                most = Math.max(most, peak(child.pid()));
            }
            return most;
        }
    }

    private static long peak(long pid) throws IOException {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (NoSuchFileException e) {
            return 0; // it ended between two looks
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No such process")) {
                throw e;
            }
        }
        return 0;
    }
}
