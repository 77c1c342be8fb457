/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.ledger.Ledger;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.outcome.Api;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills loading processes in each state of their journals, under faults of the org, and starts others until they are
 * done; then compares org and ledger record by record. {@code ./mvnw test -Pbench -pl sfsync-core -am} is the long one, and
 * {@code -Dsfsync.chaos.runs}, {@code -Dsfsync.chaos.rows} and {@code -Dsfsync.chaos.seed} set it by hand.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class ChaosTest {
    private static final List<FaultName> FAULTS = List.of(
            FaultName.DROP_AFTER,
            FaultName.DROP_BEFORE,
            FaultName.UNAVAILABLE,
            FaultName.SERVER_ERROR,
            FaultName.THROTTLED,
            FaultName.JUNK,
            FaultName.TRUNCATE,
            FaultName.RESULTS_LATE);
    private static final List<Api> APIS = List.of(Api.BULK2, Api.BULK1, Api.COLLECTIONS);
    private static final int MAX_STARTS = 20;
    private static final int SHORT = 1_200;

    @RegisterExtension
    static final TestOrg test = TestOrg.ofClass();

    @TempDir
    Path folder;

    private final ChaosKills kills = new ChaosKills();
    private long records;
    private long unknown;

    @Test
    void killed_runs_are_resumed_until_done_and_nothing_is_lost_or_doubled() throws Exception {
        int runs = Integer.getInteger("sfsync.chaos.runs", 4);
        int rows = Integer.getInteger("sfsync.chaos.rows", SHORT);
        long seed = Long.getLong("sfsync.chaos.seed", System.nanoTime());
        System.out.println("chaos: seed " + seed);
        long start = System.nanoTime();
        ChaosData data = null;
        for (int i = 0; i < runs; i++) {
            Random random = new Random(seed + i);
            // Each API in turn goes through the four operations with records of its own.
            Api api = APIS.get(i / 4 % APIS.size());
            if (data == null || i % 4 == 0) {
                data = new ChaosData(test, "z" + Long.toString(seed + i, 36), rows, random);
            }
            run("seed " + (seed + i) + " " + api, api, data.next(folder, random), random, rows);
        }
        System.out.printf(
                "chaos: seed %d, %d runs, %d records, killed %d times, in %s, 0 lost, 0 doubled, %d unknown, %d s%n",
                seed,
                runs,
                records,
                kills.total(),
                kills,
                unknown,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }

    private void run(String name, Api api, ChaosData.Load load, Random random, int rows) throws Exception {
        Path ledger = Files.createTempDirectory(folder, "ledger");
        Path log = folder.resolve("log");
        Files.writeString(log, name + " " + load.operation() + "\n");
        faults(random, api);
        int exit = KilledLoader.HALTED;
        for (int i = 0; exit != 0; i++) {
            assertThat(i).as(Files.readString(log)).isLessThan(MAX_STARTS);
            ChaosKills.Kill kill = i < (rows > SHORT ? 3 : 1) ? kills.next(api, random) : ChaosKills.NONE;
            exit = start(api, load, ledger, kill, rows, log);
            if (exit == KilledLoader.HALTED) {
                kills.count(Ledger.open(ledger));
            }
        }
        unknown += load.compare(api, Ledger.open(ledger), Files.readString(log, StandardCharsets.UTF_8));
        records += load.rows();
        Files.delete(load.source());
    }

    private static void faults(Random random, Api api) {
        test.forget();
        for (int i = 0; i < 3; i++) {
            FaultName fault = FAULTS.get(random.nextInt(FAULTS.size()));
            String match = random.nextBoolean() ? "GET /services" : "POST /services";
            test.org()
                    .faults()
                    .add(Fault.of(fault).match(match).at(1 + random.nextInt(8)).bytes(50));
        }
        if (api != Api.COLLECTIONS) {
            test.org()
                    .faults()
                    .add(Fault.of(FaultName.JOB_SLOW)
                            .match("Account")
                            .delay(Duration.ofMillis(20))
                            .times(10));
        }
    }

    private static int start(Api api, ChaosData.Load load, Path ledger, ChaosKills.Kill kill, int rows, Path log)
            throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledLoader.class.getName(),
                test.org().url().toString(),
                test.org().accessToken(),
                api.name(),
                load.operation().name(),
                load.source().toString(),
                ledger.toString(),
                kill.step(),
                Integer.toString(kill.times()),
                Integer.toString(kill.millis()),
                Integer.toString(Math.max(500, rows / 4)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }
}
