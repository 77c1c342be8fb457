/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Java processes. */
final class Jvm {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Jvm() {}

    /** A main class of this class path. */
    static List<String> command(String options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The hub, as {@code ./sfsync} starts it. */
    static List<String> hub(String options, String... arguments) {
        List<String> command = new ArrayList<>(onClassPath(hubJar(), "io.sfsync.hub.Hub"));
        command.addAll(1, List.of(options.split(" ", -1)));
        command.addAll(List.of(arguments));
        return command;
    }

    static Path hubJar() {
        return Path.of("target", "hub.jar").toAbsolutePath();
    }

    /** A main class of another class path. */
    static List<String> onClassPath(Path jar, String main) {
        return List.of(JAVA, "-cp", jar.toString(), main);
    }
}
