/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.bench.loops.Loops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is measured, by name. */
final class Scenarios {
    private static final String SECONDS = "%.2f s against %.2f s";
    private static final String SINK = "model: sink\n";
    private static final int CALL = 200;
    private static final int BATCH = 10_000;
    private static final int MILLION = 1_000_000;

    private final Path work;
    private final int rounds;
    private final Report report;
    private final Contenders contenders;

    Scenarios(Path work, int rounds, Report report) {
        this.work = work;
        this.rounds = rounds;
        this.report = report;
        this.contenders = new Contenders(work);
    }

    /** One of them. */
    interface Scenario {
        void run() throws IOException, InterruptedException;
    }

    /** All, in the order in which they are run. */
    Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("bulk2", this::bulk2);
        all.put("bulk2-3m", this::bulk2Long);
        all.put("bulk1", this::bulk1);
        all.put("collections", this::collections);
        all.put("ledger", this::ledger);
        all.put("requests", this::requests);
        all.put("polling", this::polling);
        all.put("jobs", this::jobs);
        all.put("growth", this::growth);
        all.put("memory", this::memory);
        all.put("compression", this::compression);
        all.put("chart", this::chart);
        all.put("loops", this::loops);
        return all;
    }

    private void bulk2() throws IOException, InterruptedException {
        int rows = 300_000;
        Path file = DataFile.of(work, rows);
        try (SinkOrg org = SinkOrg.start(SINK)) {
            Contender route = contenders.route("bulk2", file);
            Contender peer = contenders.camelSalesforce(file);
            List<Line> lines = new Race(org, rows, rounds)
                    .run(List.of(
                            contenders.curlBulk2(file),
                            contenders.jsforceRaw(file),
                            contenders.engine("bulk2", file),
                            route,
                            contenders.hub("-Xmx256m", file, org, "api=bulk2"),
                            peer,
                            contenders.jsforceObjects(file),
                            ClassArchives.asLaunched(route, file, org, work),
                            ClassArchives.asLaunched(peer, file, org, work)));
            report.heading("Bulk 2.0, 300,000 rows inserted, whole processes from a cold start")
                    .paragraph("The sink org answers at once. Time to the first request: "
                            + starts(lines.subList(2, lines.size())) + ".")
                    .paragraph("Options of the JVMs: " + options(lines)
                            + ". The hub has those with which `./sfsync` starts"
                            + " it, and the class archive that it makes after its first command; the last two lines show"
                            + " a YAML route and camel-salesforce with the same.")
                    .table(lines, rows);
            bulk2Goals(lines);
        }
    }

    private void bulk2Goals(List<Line> lines) {
        double floor = lines.get(0).wall();
        Line route = lines.get(3);
        Line hub = lines.get(4);
        report.goal(
                "300,000 rows over Bulk 2.0, the hub",
                "2.0 x the floor + its own start",
                hub.wall() <= 2.0 * floor + hub.start(),
                "%.2f s of %.2f s",
                hub.wall(),
                2.0 * floor + hub.start());
        for (Line peer : lines.subList(5, 7)) {
            report.must(against("the hub", peer), "ahead", hub.wall() < peer.wall(), SECONDS, hub.wall(), peer.wall());
            ahead("a YAML route in a JVM without options", route, peer);
        }
        ahead("a YAML route, started as by ./sfsync", lines.get(7), lines.get(8));
    }

    private void ahead(String what, Line ours, Line peer) {
        report.goal(against(what, peer), "ahead", ours.wall() < peer.wall(), SECONDS, ours.wall(), peer.wall());
    }

    private static String against(String what, Line peer) {
        return what + " against " + peer.contender().name();
    }

    private static String options(List<Line> lines) {
        return lines.stream()
                .map(Line::contender)
                .filter(contender -> !contender.options().isEmpty())
                .map(contender -> contender.name() + " `" + contender.options() + "`")
                .collect(Collectors.joining("; "));
    }

    private static String starts(List<Line> lines) {
        List<String> words = new ArrayList<>();
        for (Line line : lines) {
            words.add(String.format("%s %.2f s", line.contender().name(), line.start()));
        }
        return String.join("; ", words);
    }

    private void bulk2Long() throws IOException, InterruptedException {
        int rows = 3 * MILLION;
        Path file = DataFile.of(work, rows);
        try (SinkOrg org = SinkOrg.start(SINK)) {
            List<Line> lines = new Race(org, rows, Math.min(rounds, 3))
                    .run(List.of(
                            contenders.curlBulk2(file),
                            contenders.engine("bulk2", file),
                            contenders.route("bulk2", file)));
            report.heading("Bulk 2.0, 3,000,000 rows inserted").table(lines, rows);
            Line engine = lines.get(1);
            Line route = lines.get(2);
            double ratio = engine.wall() / lines.get(0).wall();
            double cpu = engine.cpu() * 1e6 / rows;
            report.goal("3,000,000 rows over Bulk 2.0", "1.3 x the floor", ratio <= 1.3, "%.2f x", ratio)
                    .goal("CPU of the client", "2.5 us a row", cpu <= 2.5, "%.1f us a row", cpu);
            double more = (route.wall() - route.start()) / (engine.wall() - engine.start()) - 1;
            report.goal("a YAML route over the engine alone, starts aside", "10 %", more <= 0.1, "%.0f %%", 100 * more);
        }
    }

    private void bulk1() throws IOException, InterruptedException {
        int rows = 300_000;
        Path file = DataFile.of(work, rows);
        Path parts = Parts.csv(file, BATCH);
        try (SinkOrg org = SinkOrg.start(SINK)) {
            Contender engine = contenders.engine("bulk1", file);
            Contender peer = contenders.forceWsc(parts);
            List<Line> lines = new Race(org, rows, rounds)
                    .run(List.of(
                            contenders.curlBulk1(parts),
                            contenders
                                    .hub("-Xmx256m", file, org, "api=bulk1", "parallelism=8")
                                    .named("sfsync, the hub with its ledger, parallelism=8"),
                            engine.named("sfsync, the engine alone, parallelism=8")
                                    .with("PARALLELISM", 8),
                            engine,
                            peer,
                            ClassArchives.asLaunched(peer, peer, file, org, work)));
            report.heading("Bulk 1.0, 300,000 rows in 30 batches")
                    .paragraph("curl and force-wsc send all batches before they ask for the first result; sfsync has as"
                            + " many in flight as `parallelism` says, by default one. The hub starts as `./sfsync` starts"
                            + " it; the last line shows force-wsc started alike.")
                    .table(lines, rows);
            double ratio = lines.get(1).wall() / lines.get(0).wall();
            report.goal("300,000 rows over Bulk 1.0, the hub", "1.5 x its floor", ratio <= 1.5, "%.2f x", ratio);
            ahead("the hub over Bulk 1.0", lines.get(1), lines.get(4));
            ahead("the hub over Bulk 1.0", lines.get(1), lines.get(5));
            ahead("the engine alone over Bulk 1.0, both in a JVM without options", lines.get(2), lines.get(4));
        }
    }

    private void collections() throws IOException, InterruptedException {
        int rows = 100_000;
        Path file = DataFile.of(work, rows);
        Path bodies = Parts.bodies(file, CALL);
        try (SinkOrg org = SinkOrg.start("model: {sink: true, latency: PT0.02S}\n")) {
            List<Line> lines = new Race(org, rows, rounds)
                    .run(List.of(
                            contenders.bareCollections(bodies, 8),
                            contenders.engine("collections", file).with("PARALLELISM", 8),
                            contenders.hub("-Xmx256m", file, org, "api=collections", "parallelism=8")));
            report.heading("Collections, 100,000 records, 20 ms of latency, 8 calls at a time")
                    .table(lines, rows);
            for (Line line : List.of(lines.get(2), lines.get(1))) {
                double ratio = line.wall() / lines.get(0).wall();
                report.goal(
                        "100,000 records over collections, " + line.contender().name(),
                        "1.3 x a bare client",
                        ratio <= 1.3,
                        "%.2f x",
                        ratio);
            }
        }
    }

    private void ledger() throws IOException, InterruptedException {
        int rows = MILLION;
        Path file = DataFile.of(work, rows);
        Contender without = contenders.engine("bulk2", file).named("without a ledger");
        Contender with = without.named("with a ledger").with("LEDGER", work.resolve("ledger"));
        Contender relaxed = with.named("with a ledger, ledgerSync=os").with("LEDGER_SYNC", "OS");
        Contender calls = contenders.engine("collections", file).with("PARALLELISM", 8);
        try (SinkOrg org = SinkOrg.start(SINK)) {
            // a tenth is less than what two runs differ by on a shared machine
            List<Line> lines = new Race(org, rows, Math.max(rounds, 5)).run(List.of(without, with, relaxed));
            List<Line> single = new Race(org, rows, Math.min(rounds, 3))
                    .run(List.of(
                            calls.named("collections without a ledger"),
                            calls.named("collections with a ledger").with("LEDGER", work.resolve("ledger"))));
            double write = ForcedWrite.millis(work);
            report.heading("The ledger, 1,000,000 rows")
                    .paragraph(String.format("A forced write of 100 bytes to this disk takes %.2f ms (median).", write))
                    .table(lines, rows)
                    .table(single, rows);
            for (List<Line> pair : List.of(lines, single)) {
                double cost = pair.get(1).wall() / pair.get(0).wall() - 1;
                report.must(
                        "the ledger, 1,000,000 rows, " + pair.get(0).contender().name(),
                        "10 % of the run",
                        cost <= 0.1,
                        "%.1f %%",
                        100 * cost);
            }
        }
    }

    private void requests() throws IOException, InterruptedException {
        int rows = MILLION;
        Path file = DataFile.of(work, rows);
        try (SinkOrg org = SinkOrg.start(SINK)) {
            new Race(org, rows, 1).run(List.of(contenders.engine("bulk2", file)));
            JsonNode counts = org.requests().path("countsByRoute");
            report.heading("Requests for 1,000,000 rows over Bulk 2.0");
            Requests.of(counts).report(report);
        }
    }

    private void polling() throws IOException, InterruptedException {
        int rows = 20_000;
        Path file = DataFile.of(work, rows);
        report.heading("Time lost to polling");
        for (int seconds : new int[] {2, 20, 60}) {
            // Two batches of 10,000, one after the other.
            String model = String.format("model: {sink: true, parallelJobs: 1, perBatch: PT%.1fS}%n", seconds / 2.0);
            try (SinkOrg org = SinkOrg.start(model)) {
                List<Line> lines = new Race(org, rows, 1).run(List.of(contenders.engine("bulk2", file)));
                double lost = Requests.secondsAfterTheJob(org.requests(), seconds);
                long polls = Requests.polls(org.requests().path("countsByRoute"));
                double allowed = Math.max(1, 0.1 * seconds);
                report.line(
                        "- a job of %d s: %.1f s lost, %d polls, %.1f s in all",
                        seconds, lost, polls, lines.get(0).wall());
                report.goal(
                        "time lost to polling, a job of " + seconds + " s",
                        "10 % or 1 s",
                        lost <= allowed,
                        "%.1f s, %d polls",
                        lost,
                        polls);
            }
        }
    }

    private void jobs() throws IOException, InterruptedException {
        int rows = 300_000;
        Path file = DataFile.of(work, rows);
        // 806 rows a second in one job, as was published for PySpark; a chunk has 200.
        String model = String.format("model: {sink: true, parallelJobs: 8, perChunk: PT%.3fS}%n", 200 / 806.0);
        try (SinkOrg org = SinkOrg.start(model)) {
            Contender engine = contenders.engine("bulk2", file);
            List<Line> lines = new Race(org, rows, 1)
                    .run(List.of(
                            engine.named("8 jobs").with("PARALLELISM", 8).with("JOB_ROWS", rows / 8),
                            engine.named("1 job").with("PARALLELISM", 1).with("JOB_ROWS", rows)));
            report.heading("One job against eight, on an org that takes 806 rows/s a job")
                    .table(lines, rows);
            double gain = lines.get(1).wall() / lines.get(0).wall();
            report.goal("8 jobs against 1", "7 x", gain >= 7, "%.2f x", gain);
        }
    }

    private void growth() throws IOException, InterruptedException {
        report.heading("Cost as the source grows, the engine alone over Bulk 2.0, -Xmx64m")
                .line("| rows | wall | CPU a row | resident |")
                .line("|---|---|---|---|");
        try (SinkOrg org = SinkOrg.start(SINK)) {
            for (int rows = BATCH; rows <= 10 * MILLION; rows *= 10) {
                Path file = DataFile.of(work, rows);
                Line line = new Race(org, rows, 1)
                        .run(List.of(contenders.engine("-Xmx64m", "bulk2", file)))
                        .get(0);
                report.line(
                        "| %,d | %.2f s | %.2f us | %.0f MB |",
                        rows, line.wall(), line.cpu() * 1e6 / rows, line.residentMegabytes());
            }
        }
        report.line("");
    }

    private void memory() throws IOException, InterruptedException {
        int rows = 10 * MILLION;
        Path file = DataFile.of(work, rows);
        Path ids = DataFile.ids(work, rows);
        try (SinkOrg org = SinkOrg.start(SINK)) {
            Contender engine = contenders.engine("-Xmx64m", "bulk2", file);
            List<Line> inserts = new ArrayList<>();
            inserts.addAll(single(org, rows, engine.named("10,000,000 inserts, the engine")));
            inserts.addAll(single(
                    org, rows, contenders.hub("-Xmx64m", file, org, "api=bulk2").named("10,000,000 inserts, the hub")));
            inserts.addAll(single(
                    org,
                    rows,
                    engine.named("8 jobs in flight, the engine")
                            .with("PARALLELISM", 8)
                            .with("JOB_ROWS", 250_000)));
            inserts.addAll(single(
                    org,
                    0,
                    contenders
                            .engine("-Xmx64m", "bulk2", ids)
                            .named("10,000,000 deletes, the engine")
                            .with("OPERATION", "delete")));
            report.heading("Memory, 10,000,000 rows with -Xmx64m").table(inserts, rows);
            for (Line line : inserts) {
                int most = line.contender().name().endsWith("hub") ? 300 : 200;
                report.must(
                        line.contender().name(),
                        "-Xmx64m, resident " + most + " MB",
                        line.residentMegabytes() <= most,
                        "%.0f MB",
                        line.residentMegabytes());
            }
        }
    }

    private void compression() throws IOException, InterruptedException {
        int rows = 300_000;
        Path file = DataFile.of(work, rows);
        try (SinkOrg org = SinkOrg.start(SINK)) {
            Contender engine = contenders.engine("bulk2", file);
            List<Line> lines = new Race(org, rows, rounds)
                    .run(List.of(
                            engine.named("compression=none"),
                            engine.named("compression=gzip").with("COMPRESSION", "GZIP")));
            double saved = lines.get(0).megabytes() - lines.get(1).megabytes();
            double cost = lines.get(1).wall() - lines.get(0).wall();
            report.heading("Compression, 300,000 rows over Bulk 2.0")
                    .table(lines, rows)
                    .paragraph(String.format(
                            "Both sides of it run on this machine. Compression saves %.0f MB and costs %.1f s: it pays on"
                                    + " networks slower than about %.0f Mbit/s.",
                            saved, cost, saved * Byte.SIZE / Math.max(cost, 0.01)));
        }
    }

    private void chart() throws IOException, InterruptedException {
        Chart chart = new Chart();
        try (SinkOrg org = SinkOrg.start(SINK)) {
            for (int rows : new int[] {BATCH, 10 * BATCH, MILLION}) {
                Path file = DataFile.of(work, rows);
                new Race(org, rows, 1)
                        .run(List.of(
                                contenders.curlBulk2(file),
                                contenders.engine("bulk2", file),
                                contenders.route("bulk2", file),
                                contenders.hub("-Xmx256m", file, org, "api=bulk2"),
                                contenders.camelSalesforce(file),
                                contenders.jsforceObjects(file)))
                        .forEach(line -> chart.add(rows, line));
            }
        }
        Path file = work.resolve("chart.svg");
        Files.writeString(file, chart.svg());
        System.out.println("  " + file);
    }

    private void loops() {
        report.heading("The inner loops, one core, JMH")
                .line("| loop | a second | |")
                .line("|---|---|---|");
        for (Loops.Rate rate : Loops.run()) {
            report.line("| %s | %,.0f | +- %,.0f |", rate.name(), rate.perSecond(), rate.error());
            if (rate.name().equals("map")) {
                report.goal(
                        "10 renamed fields with 4 named transforms, one core",
                        "1,000,000 records/s",
                        rate.perSecond() >= MILLION,
                        "%,.0f records/s",
                        rate.perSecond());
            }
        }
        report.line("");
    }

    private static List<Line> single(SinkOrg org, int rows, Contender contender)
            throws IOException, InterruptedException {
        return new Race(org, rows, 1).run(List.of(contender));
    }
}
