/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures whole loads; run by {@code bench/run.sh} in the folder of the project. */
@Command(
        name = "bench/run.sh",
        mixinStandardHelpOptions = true,
        description = "Measures whole loads beside the floor and other clients.")
final class Bench implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SCENARIO",
            description =
                    "bulk2, bulk2-3m, bulk1, collections, ledger, requests, polling, jobs, growth, memory,"
                            + " compression, chart, loops; default: all of them. The chart goes to chart.svg in the work folder.")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "How often each contender runs; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--check", description = "Exit with 1 if a bound that must hold does not.")
    private boolean check;

    @Option(names = "--write", paramLabel = "FILE", description = "Write the tables to this Markdown file as well.")
    private @Nullable Path write;

    @Option(
            names = "--work",
            defaultValue = "bench/target/work",
            paramLabel = "FOLDER",
            description = "Where the data goes, up to 3 GB; default ${DEFAULT-VALUE}.")
    private Path work = Path.of("");

    /** Exits with 0, 1 if {@code --check} fails, 2 for a wrong command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(work);
        peers();
        Report report = new Report();
        Map<String, Scenarios.Scenario> all = new Scenarios(work.toAbsolutePath(), rounds, report).all();
        List<String> names = only.isEmpty() ? List.copyOf(all.keySet()) : only;
        for (String name : names) {
            Scenarios.Scenario scenario = all.get(name);
            if (scenario == null) {
                System.err.println("there is no scenario '" + name + "'; there are: " + all.keySet());
                return 2;
            }
            System.out.println(name);
            scenario.run();
            if (write != null) {
                // what was measured so far outlives a run that is broken off
                Files.writeString(write, text(report));
            }
        }
        System.out.println(text(report));
        return check && !report.holds() ? 1 : 0;
    }

    private static String text(Report report) throws IOException {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + " with `bench/run.sh`: " + Machine.describe() + "\n\n"
                + report.markdown();
    }

    /** The clients from the npm registry, once. */
    private static void peers() throws IOException, InterruptedException {
        Path folder = Path.of("bench", "peers");
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            if (npm.waitFor() != 0) {
                throw new IOException("npm ci failed in " + folder);
            }
        }
    }
}
