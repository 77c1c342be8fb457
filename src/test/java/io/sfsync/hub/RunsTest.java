/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about runs of the ledger. */
class RunsTest {
    private static final int RECORDS = 1_000;
    private static final String CALL = "POST /services/data/v{version}/composite/sobjects";

    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.of(LocalOrg.builder());

    @TempDir
    private Path folder;

    private HubFolder hub;

    @BeforeEach
    void prepare() throws IOException {
        hub = HubFolder.at(folder);
        hub.environment("test", ORG.org());
        hub.file(
                "a.csv",
                IntStream.rangeClosed(1, RECORDS)
                        .mapToObj(i -> "Account " + i)
                        .collect(Collectors.joining("\n", "Name\n", "\n")));
    }

    @Test
    void a_load_is_listed_and_shown() throws Exception {
        hub.file("b.csv", "Name,YearStarted\nAlpha,1999\nBeta,too long\n");
        assertThat(load("b.csv").exitCode()).isEqualTo(3);
        String run = onlyRun();

        assertThat(command("runs").out().lines().toList())
                .hasSize(2)
                .satisfies(
                        lines -> assertThat(lines.get(1)).contains(run, "PARTIAL", "insert", "Account", "collections"));
        JsonNode json =
                new ObjectMapper().readTree(command("runs", "--json").out()).get(0);
        assertThat(json.path("runId").asText()).isEqualTo(run);
        assertThat(json.path("totals").path("created").asLong()).isEqualTo(1);
        assertThat(json.path("totals").path("rejected").asLong()).isEqualTo(1);
        assertThat(command("show", run).out())
                .contains("run " + run + ": PARTIAL", "2 records: 1 created", "line 3: ", "failed.csv", "b.csv");
        assertThat(command("show", run, "--outcomes").out().lines()).hasSize(3);
    }

    @Test
    void a_run_that_is_not_there_is_a_usage_error() {
        assertThat(command("runs").out()).startsWith("no run in the ledger");
        for (String name : List.of("show", "resume", "abort")) {
            HubFolder.Ending ending = command(name, "nobody");
            assertThat(ending.exitCode()).isEqualTo(2);
            assertThat(ending.err()).contains("there is no run nobody in the ledger", "./sfsync runs --env test");
        }
    }

    @Test
    void a_load_that_broke_off_is_resumed() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.UNAVAILABLE).match(CALL).at(3).times(Fault.ALWAYS));
        HubFolder.Ending broken = load("a.csv", "-p", "retries=0", "-p", "api=collections");
        ORG.org().faults().clear();
        String run = onlyRun();
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err()).contains("./sfsync resume " + run + " --env test goes on with it");
        assertThat(command("runs").out()).contains("UNFINISHED");
        Files.createDirectory(folder.resolve("elsewhere"));
        Path moved = Files.move(folder.resolve("a.csv"), folder.resolve("elsewhere/b.csv"));

        HubFolder.Ending resumed = command("resume", run, moved.toString());

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).startsWith("SUCCESS: insert Account").contains("1,000 records: 1,000 created");
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(RECORDS);
        assertThat(command("resume", run).err()).contains("run " + run + " is over (SUCCESS)");
    }

    @Test
    void a_load_that_was_killed_is_resumed_without_loss_and_without_a_double() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.SLOW).match(CALL).at(3).delay(Duration.ofSeconds(20)));
        Process load = start("load", "a.csv", "--to", "insert:Account", "--env", "test", "-p", "api=collections");
        await().atMost(Duration.ofSeconds(30)).until(() -> ORG.org().faults().strikes(FaultName.SLOW) > 0);
        load.destroyForcibly();
        assertThat(load.waitFor(10, TimeUnit.SECONDS)).isTrue();
        ORG.org().faults().clear();
        String run = onlyRun();

        HubFolder.Ending resumed = command("resume", run, "--json");

        JsonNode totals = new ObjectMapper().readTree(resumed.out());
        int inOrg = ORG.org().query("SELECT Id FROM Account").size();
        assertThat(totals.path("total").asInt()).isEqualTo(RECORDS);
        // the call that was on its way when the process died may have arrived, and no key can tell
        assertThat(totals.path("created").asInt() + totals.path("unknown").asInt())
                .isEqualTo(RECORDS);
        assertThat(totals.path("unknown").asInt()).isLessThanOrEqualTo(200);
        assertThat(inOrg).isBetween(totals.path("created").asInt(), RECORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bulk1", "bulk2"})
    void show_tells_the_state_of_jobs_and_abort_ends_them(String api) throws Exception {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.JOB_SLOW).delay(Duration.ofMillis(500)).times(Fault.ALWAYS));
        HubFolder.Ending parked = load("a.csv", "-p", "api=" + api, "-p", "jobTimeout=200", "-p", "pollInterval=50");
        String run = onlyRun();
        assertThat(parked.exitCode()).isEqualTo(4);
        assertThat(parked.err()).contains("./sfsync resume " + run + " --env test goes on with it");
        String job = ledger().find(run).orElseThrow().jobs().get(0);
        assertThat(command("show", run).out())
                .contains("UNFINISHED", "State in the org", job)
                .contains(api.equals("bulk1") ? "751" : "InProgress");
        assertThat(command("show", run, "--offline").out()).contains(job).doesNotContain("State in the org");

        HubFolder.Ending aborted = command("abort", run, "--why", "wrong file");

        assertThat(aborted.exitCode()).as(aborted.err()).isZero();
        assertThat(aborted.out()).startsWith("run " + run + " is aborted: 1,000 records");
        assertThat(command("show", run).out())
                .contains("ABORTED (wrong file)", "Aborted")
                .doesNotContain("resume");
        assertThat(command("abort", run).err()).contains("is finished");
        ORG.org().faults().clear();
    }

    @Test
    void a_corrected_error_file_is_replayed_and_the_figures_are_the_runs() throws Exception {
        hub.file("b.csv", "Name,YearStarted\nAlpha,1999\nBeta,too long\nGamma,long too\n");
        assertThat(load("b.csv", "--errors", "bad.csv").exitCode()).isEqualTo(3);
        String run = onlyRun();
        assertThat(command("show", run).out()).contains("./sfsync replay " + run + " --env test sends again");
        Path bad = folder.resolve("bad.csv");
        Files.writeString(bad, Files.readString(bad).replace("too long", "2001"));

        HubFolder.Ending replayed = command("replay", run, "--from", "bad.csv");

        assertThat(replayed.exitCode()).as(replayed.err()).isEqualTo(3);
        assertThat(replayed.out())
                .contains(
                        "PARTIAL: insert Account",
                        "2 records: 1 created",
                        "run " + run + " now: PARTIAL, 3 records: 2");
        assertThat(ORG.org().query("SELECT Name FROM Account")).hasSize(2);
        assertThat(command("show", run).out()).contains("3 records: 2 created", "1 rejected");

        assertThat(command("replay", run).out()).contains("1 record: 0 created");
        assertThat(command("replay", "nobody").exitCode()).isEqualTo(2);
    }

    @Test
    void the_replay_route_of_the_ledger_page_sends_a_corrected_error_file_again() throws Exception {
        String page = Files.readString(Path.of("docs/ledger.md"));
        int start = page.indexOf("```yaml\n") + 8;
        String route = page.substring(start, page.indexOf("```", start))
                .replace("file:corrected", "file:" + folder + "/corrected?initialDelay=0&delay=100");
        assertThat(route).contains("sfsync:replay");
        hub.file("b.csv", "Name,YearStarted\nAlpha,1999\nBeta,too long\n");
        assertThat(load("b.csv", "--errors", "bad.csv").exitCode()).isEqualTo(3);
        String run = onlyRun();
        hub.file("route.yaml", route);
        Files.createDirectories(folder.resolve("corrected"));
        String corrected = Files.readString(folder.resolve("bad.csv")).replace("too long", "2001");
        Files.writeString(folder.resolve("corrected").resolve(run + ".csv"), corrected);

        try (CamelHub running = CamelHub.start(main())) {
            assertThat(running.context().getRoutes()).hasSize(1);
            await().until(() ->
                    "SUCCESS".equals(ledger().find(run).map(RunSummary::status).orElse("")));
        }
        assertThat(ORG.org().query("SELECT Name FROM Account")).hasSize(2);
        assertThat(command("show", run).out()).contains("2 records: 2 created");
    }

    /** A route that loads what comes into the folder {@code in}. */
    private void watchFolder(String option) throws IOException {
        Files.createDirectories(folder.resolve("in/failed"));
        hub.file("route.yaml", """
                - route:
                    id: accounts
                    from:
                      uri: file:%s
                      parameters: {moveFailed: "failed/now-${file:name}", initialDelay: 0, delay: 100}
                      steps:
                        - to: "sfsync:insert:Account?api=collections&%s"
                """.formatted(folder.resolve("in"), option));
    }

    @Test
    void a_hub_that_starts_takes_up_what_its_routes_had_begun() throws Exception {
        watchFolder("retries=0");
        ORG.org().faults().add(Fault.of(FaultName.UNAVAILABLE).match(CALL).at(3).times(Fault.ALWAYS));
        Files.move(folder.resolve("a.csv"), folder.resolve("in/a.csv"));
        try (CamelHub running = CamelHub.start(main())) {
            assertThat(running.context().getRoutes()).hasSize(1);
            await().until(() -> Files.exists(folder.resolve("in/failed/now-a.csv")));
        }
        ORG.org().faults().clear();
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(400);
        HubHome home = new HubHome(folder, folder);

        try (CamelHub again = CamelHub.start(main())) {
            new TakeUp(again.context(), RunLedger.of(home, "test"), TakeUp.PAUSE).start();

            await().until(() -> ledger().runs().stream().allMatch(RunSummary::isFinished));
        }
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(RECORDS);
        assertThat(ledger().runs()).extracting(RunSummary::status).containsExactly("SUCCESS");
    }

    @Test
    void a_hub_goes_on_with_what_is_parked_as_soon_as_its_org_has_room() throws Exception {
        watchFolder("batchSize=50");
        int usual = ORG.org().usage().max();
        int used = ORG.org().usage().used();
        ORG.org().usage().max(used + 14);
        Files.move(folder.resolve("a.csv"), folder.resolve("in/a.csv"));
        Main main = main();
        main.addInitialProperty("camel.component.sfsync.apiReserve", "3");
        try (CamelHub running = CamelHub.start(main)) {
            await().until(() -> Files.exists(folder.resolve("in/failed/now-a.csv")));
            assertThat(ORG.org().usage().used()).isLessThan(used + 14);
            long questions = ORG.org().requests().count("/limits");
            RunLedger runs = RunLedger.of(new HubHome(folder, folder), "test");
            new TakeUp(running.context(), runs, Duration.ofMillis(20)).start();
            await().until(() -> ORG.org().requests().count("/limits") >= questions + 2);
            assertThat(ledger().runs()).noneMatch(RunSummary::isFinished);

            ORG.org().usage().max(usual);

            await().until(() -> ledger().runs().stream().allMatch(RunSummary::isFinished));
        } finally {
            ORG.org().usage().max(usual);
        }
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(RECORDS);
        assertThat(ledger().runs()).extracting(RunSummary::status).containsExactly("SUCCESS");
    }

    private Main main() {
        Main main = CamelHub.configure(new HubHome(folder, folder), "test");
        main.configure().withRoutesIncludePattern("file:" + folder + "/route.yaml");
        return main;
    }

    private HubFolder.Ending load(String file, String... more) {
        List<String> arguments = new ArrayList<>(List.of("load", file, "--to", "insert:Account", "--env", "test"));
        arguments.addAll(List.of(more));
        return hub.run(arguments.toArray(String[]::new));
    }

    private HubFolder.Ending command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--env", "test"));
        return hub.run(all.toArray(String[]::new));
    }

    private Ledger ledger() {
        return Ledger.open(folder.resolve("ledger"));
    }

    private String onlyRun() throws IOException {
        assertThat(ledger().runs()).hasSize(1);
        return ledger().runs().get(0).runId();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("io.sfsync.hub.Hub");
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }
}
