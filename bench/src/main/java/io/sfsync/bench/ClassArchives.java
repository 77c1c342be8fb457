/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Class data archives: what a JVM has loaded once, for later ones to start from. */
final class ClassArchives {
    private static final String NO_WARNINGS = "-Xlog:cds*=off";
    /** From so many bytes on a load is worth the second compiler. */
    private static final long LONG_FILE = 100_000_000;

    private ClassArchives() {}

    /** The options that {@code ./sfsync load} starts the hub with, once it has made its archive in the same way. */
    static List<String> ofHub(Path file) throws IOException, InterruptedException {
        Path jar = Jvm.hubJar();
        Path archive = jar.resolveSibling("hub-bench.jsa");
        make(Jvm.onClassPath(jar, "io.sfsync.hub.ArchiveTraining"), archive, Map.of());
        List<String> options = new ArrayList<>(options(archive));
        options.addAll(launched(file));
        return options;
    }

    /** The options of {@code ./sfsync load} beside the archive. */
    private static List<String> launched(Path file) throws IOException {
        return Files.size(file) > LONG_FILE
                ? List.of("-XX:+UseSerialGC")
                : List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /** A contender of this class path with these options, and an archive, which a small load of its own leaves. */
    static Contender asLaunched(Contender contender, Path file, SinkOrg org, Path work)
            throws IOException, InterruptedException {
        return asLaunched(contender, contender.with("FILE", DataFile.of(work, 1_000)), file, org, work);
    }

    /** The same, with an archive that another run of it leaves. */
    static Contender asLaunched(Contender contender, Contender training, Path file, SinkOrg org, Path work)
            throws IOException, InterruptedException {
        Path archive = work.resolve(contender.name().replaceAll("[^A-Za-z]+", "-") + ".jsa");
        make(training.command(), archive, training.environment(org.environment()));
        List<String> options = new ArrayList<>(options(archive));
        options.addAll(launched(file));
        return contender.named(contender.name() + ", started as by ./sfsync").withOptions(options);
    }

    private static List<String> options(Path archive) {
        return List.of("-XX:SharedArchiveFile=" + archive, NO_WARNINGS);
    }

    private static void make(List<String> command, Path archive, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.deleteIfExists(archive);
        List<String> training = new ArrayList<>(command);
        training.addAll(1, List.of("-XX:ArchiveClassesAtExit=" + archive, NO_WARNINGS));
        Measurement made = ProcessMeter.run(training, environment);
        if (!Files.exists(archive)) {
            throw new IOException("no class archive was made: " + made.output());
        }
    }
}
