/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.batch.OutcomeReader;
import io.sfsync.batch.RunFolder;
import io.sfsync.ledger.BatchStep;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills loading processes in each state of their journals, under faults of the org, and starts others until they are
 * done; then compares org and ledger record by record. {@code -Dsfsync.chaos.runs} and {@code -Dsfsync.chaos.rows} make
 * it long, {@code -Dsfsync.chaos.seed} runs one again.
 */
class ChaosTest {
    private static final List<String> APIS = List.of("bulk2", "bulk1", "collections");
    private static final List<BatchStep> BULK2 = List.of(
            BatchStep.PLANNED,
            BatchStep.OPEN,
            BatchStep.UPLOADING,
            BatchStep.UPLOADED,
            BatchStep.SENDING,
            BatchStep.CLOSED,
            BatchStep.IN_PROGRESS,
            BatchStep.READING,
            BatchStep.STORED);
    private static final List<FaultName> FAULTS = List.of(
            FaultName.DROP_AFTER,
            FaultName.DROP_BEFORE,
            FaultName.UNAVAILABLE,
            FaultName.THROTTLED,
            FaultName.TRUNCATE);
    private static final int MAX_STARTS = 20;
    private static final int SHORT = 1_200;

    private static TestOrg test;

    @TempDir
    Path folder;

    private final Map<BatchStep, Integer> kills = new EnumMap<>(BatchStep.class);
    private long records;
    private long unknown;

    @BeforeAll
    static void start() throws Exception {
        test = TestOrg.start();
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void killed_runs_are_resumed_until_done_and_nothing_is_lost_or_doubled() throws Exception {
        int runs = Integer.getInteger("sfsync.chaos.runs", 3);
        int rows = Integer.getInteger("sfsync.chaos.rows", SHORT);
        long seed = Long.getLong("sfsync.chaos.seed", System.nanoTime());
        long start = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            run(seed + i, APIS.get(i % APIS.size()), rows);
        }
        System.out.printf(
                "chaos: seed %d, %d runs, %d records, killed at %s, 0 lost, 0 doubled, %d unknown, %d s%n",
                seed, runs, records, kills, unknown, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }

    private void run(long seed, String api, int rows) throws Exception {
        Random random = new Random(seed);
        String operation = random.nextBoolean() ? "insert" : "upsert";
        String prefix = "z" + Long.toString(seed, 36);
        Path source = Files.writeString(folder.resolve(prefix + ".csv"), csv(prefix, rows));
        Path ledger = folder.resolve("ledger-" + prefix);
        test.forget();
        for (int i = 0; i < 3; i++) {
            FaultName fault = FAULTS.get(random.nextInt(FAULTS.size()));
            String match = random.nextBoolean() ? "GET /services" : "POST /services";
            test.org()
                    .faults()
                    .add(Fault.of(fault).match(match).at(1 + random.nextInt(8)).bytes(50));
        }
        int exit = KilledLoader.HALTED;
        for (int i = 0; exit != 0; i++) {
            assertThat(i).as("starts of seed " + seed + " " + api).isLessThan(MAX_STARTS);
            String step = i < kills(rows) ? step(random, api).name() : "none";
            exit = load(api, operation, source, ledger, step, 1 + random.nextInt(2), folder.resolve(prefix + ".log"));
            if (exit == KilledLoader.HALTED) {
                kills.merge(BatchStep.valueOf(step), 1, Integer::sum);
            }
        }
        compare(seed, api, operation, prefix, rows, Ledger.open(ledger));
    }

    private static int kills(int rows) {
        return rows > SHORT ? 2 : 1;
    }

    private static BatchStep step(Random random, String api) {
        return switch (api) {
            case "bulk2" -> BULK2.get(random.nextInt(BULK2.size()));
            case "bulk1" ->
                List.of(BatchStep.PLANNED, BatchStep.SENDING, BatchStep.CLOSED, BatchStep.READING)
                        .get(random.nextInt(4));
            default -> BatchStep.SENDING;
        };
    }

    private static String csv(String prefix, int rows) {
        StringBuilder csv = new StringBuilder("Key__c,Name\n");
        for (int i = 1; i <= rows; i++) {
            csv.append(prefix)
                    .append('-')
                    .append(i)
                    .append(",\"Account, ")
                    .append(i)
                    .append("\"\n");
        }
        return csv.toString();
    }

    private static int load(String api, String operation, Path source, Path ledger, String step, int times, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledLoader.class.getName(),
                test.org().url().toString(),
                test.org().accessToken(),
                api,
                operation,
                source.toString(),
                ledger.toString(),
                step,
                Integer.toString(times)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    private void compare(long seed, String api, String operation, String prefix, int rows, Ledger ledger)
            throws IOException {
        String what = "seed " + seed + " " + api + " " + operation + ": "
                + Files.readString(folder.resolve(prefix + ".log"), StandardCharsets.UTF_8);
        List<RunSummary> all = ledger.runs();
        assertThat(all).as(what).hasSize(1);
        assertThat(all.get(0).isFinished()).as(what).isTrue();
        RunFolder run = RunFolder.open(ledger.folder(), all.get(0).runId());
        Set<String> idsOfOrg = new HashSet<>();
        test.org()
                .query("SELECT Id FROM Account WHERE Key__c LIKE '" + prefix + "-%'")
                .forEach(row -> idsOfOrg.add(String.valueOf(row.get("Id"))));
        Set<String> idsOfLedger = new HashSet<>();
        long doubtful = 0;
        long seen = 0;
        try (Stream<RecordOutcome> outcomes = OutcomeReader.open(run, position -> OutcomeKind.UNPROCESSED)) {
            for (RecordOutcome outcome : (Iterable<RecordOutcome>) outcomes::iterator) {
                seen++;
                if (outcome.kind() == OutcomeKind.UNKNOWN) {
                    doubtful++;
                } else {
                    assertThat(outcome.kind().isSuccess()).as(what + outcome).isTrue();
                    assertThat(idsOfLedger.add(String.valueOf(outcome.id())))
                            .as(what + outcome)
                            .isTrue();
                }
            }
        }
        assertThat(seen).as(what).isEqualTo(rows);
        assertThat(doubtful).as(what).isZero();
        assertThat(idsOfOrg).as(what).containsAll(idsOfLedger);
        assertThat((long) idsOfOrg.size()).as(what).isBetween(rows - doubtful, (long) rows);
        records += rows;
        unknown += doubtful;
    }
}
