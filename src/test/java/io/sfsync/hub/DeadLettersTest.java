/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which dead-letter channel fires when: each row of the table in {@code docs/dead-letters.md}. */
class DeadLettersTest {
    private static final Path NORTHWIND = Path.of("routes/data/northwind");

    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    static Path folder;

    private static RunningRoutes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = hub(folder);
    }

    private static RunningRoutes hub(Path folder) throws Exception {
        return RunningRoutes.of(
                folder,
                ORG.org(),
                List.of("upsert-customer-messages", "load-guarded-customers", "load-customer-json"),
                "sfsync.messages.retries = 2",
                "sfsync.messages.retryDelay = 1",
                "sfsync.runs.retryDelay = 1",
                "sfsync.runs.failOn = 20%");
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @AfterEach
    void sweep() throws IOException {
        for (String name : List.of("errors/dead", "errors")) {
            for (Path file : routes.files(name)) {
                Files.delete(file);
            }
        }
    }

    /** Messages: what cannot be read, and the only record of a message that is rejected. */
    @Test
    void a_poison_message_is_set_aside_as_it_came_and_never_blocks_the_next() throws Exception {
        List<String> poison = List.of("no json", "{\"id\":\"M2\"}", "[]", "", "{\"id\":null,\"name\":\"No key\"}");
        for (String message : poison) {
            send(routes, message);
            send(routes, "{\"id\":\"G" + message.length() + "\",\"name\":\"Good\"}");
        }
        for (int message = 0; message < 2 * poison.size(); message++) {
            assertThat(routes.next("upsert-customer-messages").getException()).isNull();
        }

        assertThat(names()).hasSize(poison.size()).containsOnly("Good");
        assertThat(dead(routes, ".json")).containsExactlyElementsOf(poison);
        assertThat(dead(routes, ".reason.txt")).hasSize(poison.size()).noneMatch(String::isBlank);
        assertThat(dead(routes, ".reason.txt").get(0)).contains("Unrecognized token");
        assertThat(dead(routes, ".reason.txt").get(1)).contains("REQUIRED_FIELD_MISSING");
        // a record that was rejected would be rejected again
        assertThat(ORG.org().requests().count("PATCH /services/data/v{version}/composite"))
                .isEqualTo(poison.size() + 1);
    }

    @Test
    void a_message_goes_to_the_channel_of_messages_when_its_redeliveries_are_used_up(@TempDir Path own)
            throws Exception {
        refuseLogins(5);
        try (RunningRoutes away = hub(own)) {
            send(away, "{\"id\":\"M1\",\"name\":\"One\"}");
            send(away, "{\"id\":\"M2\",\"name\":\"Two\"}");

            assertThat(away.next("upsert-customer-messages").getException()).isNull();
            assertThat(away.next("upsert-customer-messages").getException()).isNull();
            // three attempts for the first; the third of the second was heard
            assertThat(names()).containsExactly("Two");
            assertThat(dead(away, ".json")).containsExactly("{\"id\":\"M1\",\"name\":\"One\"}");
            assertThat(dead(away, ".reason.txt")).singleElement().asString().contains("refused the login");
        }
    }

    /** Runs: rejected records alone are not enough. */
    @Test
    void rejected_records_below_the_share_go_to_the_error_file_and_no_channel_fires() throws Exception {
        guarded(routes, "some.csv", 9, 1);

        assertThat(routes.result("load-guarded-customers").totals()).isEqualTo(new SyncTotals(9, 0, 0, 0, 1, 0, 0));
        assertThat(routes.files("errors"))
                .singleElement()
                .asString()
                .contains("load-guarded-customers-")
                .endsWith(".csv");
    }

    @Test
    void a_run_of_which_too_much_is_rejected_goes_to_the_channel_of_runs_and_the_next_file_is_loaded()
            throws Exception {
        routes.put(NORTHWIND.resolve("customers.csv"), "inbox/guarded/customers.csv");

        assertThat(routes.next("load-guarded-customers").getException()).isNull();
        assertThat(deadRuns(routes))
                .singleElement()
                .asString()
                .contains(",customers.csv,PARTIAL,91,24,")
                .contains("24 of 91");
        assertThat(names()).hasSize(67);
        guarded(routes, "next.csv", 1, 0);
        assertThat(routes.result("load-guarded-customers").totals().created()).isEqualTo(1);
    }

    @Test
    void a_run_that_breaks_goes_to_the_channel_of_runs_when_its_redeliveries_are_used_up(@TempDir Path own)
            throws Exception {
        refuseLogins(3);
        try (RunningRoutes away = hub(own)) {
            guarded(away, "first.csv", 3, 0);
            assertThat(away.next("load-guarded-customers").getException()).isNull();
            assertThat(deadRuns(away)).singleElement().asString().contains(",first.csv,", "refused the login");

            // the next file waits out the third refusal with its redelivery
            guarded(away, "second.csv", 2, 0);
            assertThat(away.result("load-guarded-customers").totals().created()).isEqualTo(2);
            assertThat(deadRuns(away)).hasSize(1);
            assertThat(names()).hasSize(2);
        }
    }

    @Test
    void a_poison_file_is_moved_to_failed_and_the_next_is_loaded() throws Exception {
        routes.write("inbox/json/a.json", "[{\"id\":");
        assertThat(routes.next("load-customer-json").getException()).isNotNull();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> routes.files("inbox/json/failed").size() == 1);

        routes.write("inbox/json/b.json", "[{\"id\":\"J1\",\"name\":\"Jay\"}]");
        assertThat(routes.result("load-customer-json").totals().created()).isEqualTo(1);
        assertThat(routes.files("inbox/json")).isEmpty();
    }

    private static void send(RunningRoutes routes, String message) {
        routes.template().sendBody("seda:customer-messages", message);
    }

    /** Before a hub has logged in: each delivery tries once. */
    private static void refuseLogins(int count) {
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("oauth2/token").times(count));
    }

    private static void guarded(RunningRoutes routes, String name, int good, int bad) throws IOException {
        String rows = IntStream.rangeClosed(1, good + bad)
                .mapToObj(row -> "K" + row + "," + (row <= good ? "Name " + row : "") + ",,,,,,,,,\n")
                .collect(Collectors.joining());
        routes.write(
                "inbox/guarded/" + name,
                Files.readAllLines(NORTHWIND.resolve("customers.csv")).get(0) + "\n" + rows);
    }

    private static List<String> deadRuns(RunningRoutes routes) throws IOException {
        return Files.readAllLines(routes.folder().resolve("errors/dead-runs.csv"));
    }

    /** What is kept of dead messages, in their order. */
    private static List<String> dead(RunningRoutes routes, String ending) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : routes.files("errors/dead")) {
            if (file.toString().endsWith(ending)) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static List<String> names() {
        return ORG.org().query("SELECT Name FROM Account ORDER BY Name").stream()
                .map(account -> account.get("Name").toString())
                .toList();
    }
}
