/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each route that reads files, whole: from the folder that it watches to the records in the org. */
class FileRoutesTest {
    private static final Path NORTHWIND = Path.of("routes/data/northwind");

    @RegisterExtension
    static final LocalOrgExtension ORG =
            LocalOrgExtension.of(LocalOrg.builder().schema(Path.of("routes/schema/sample-org.yaml")));

    @TempDir
    static Path folder;

    private static RunningRoutes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = RunningRoutes.of(
                folder,
                ORG.org(),
                List.of(
                        "load-customer-records",
                        "load-customer-json",
                        "gather-customer-messages",
                        "load-northwind-set",
                        "upsert-customer-messages",
                        "load-guarded-customers",
                        "replay-corrected-files"),
                "sfsync.trickle.wait = 200",
                "sfsync.messages.retryDelay = 1",
                "sfsync.runs.retryDelay = 1",
                "sfsync.runs.failOn = 20%");
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @Test
    void load_customer_records_hands_over_the_maps_of_camels_csv_reader() throws Exception {
        routes.write("inbox/records/some.csv", """
                customerID,companyName,city,contactName,address,region,postalCode,country,phone,fax
                A1,"Alpha, Inc.",Bonn,,,NULL,,,,
                A2,,Kiel,,,NULL,,,,
                """);

        SyncResult result = routes.result("load-customer-records");

        assertThat(result.totals()).isEqualTo(new SyncTotals(1, 0, 0, 0, 1, 0, 0));
        assertThat(names()).containsExactly("Alpha, Inc.");
        assertThat(Files.readAllLines(folder.resolve("errors/load-customer-records-" + result.runId() + ".csv")))
                .element(1)
                .asString()
                .contains("REQUIRED_FIELD_MISSING", "A2");
    }

    @Test
    void load_customer_json_hands_over_what_jackson_has_read() throws Exception {
        routes.write(
                "inbox/json/some.json",
                "[{\"id\":\"J1\",\"name\":\" Jay \",\"address\":{\"city\":\"Bonn\"}},"
                        + "{\"id\":\"J2\",\"name\":\"Kay\",\"contact\":{\"phone\":\"1\"}}]");

        SyncResult result = routes.result("load-customer-json");

        assertThat(result.totals()).isEqualTo(new SyncTotals(2, 0, 0, 0, 0, 0, 0));
        assertThat(ORG.org().query("SELECT Name, BillingCity, Phone FROM Account ORDER BY Name"))
                .extracting(account -> account.get("Name"), account -> account.get("BillingCity"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Jay", "Bonn"),
                        org.assertj.core.groups.Tuple.tuple("Kay", null));
    }

    @Test
    void gather_customer_messages_loads_what_trickles_in_with_one_call() throws Exception {
        for (String key : List.of("T1", "T2", "T1")) {
            routes.template().sendBody("seda:customers", "{\"id\":\"" + key + "\",\"name\":\"" + key + "\"}");
        }

        SyncResult result = result(routes, "gather-customer-messages");

        assertThat(result.totals().created()).isEqualTo(2);
        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(names()).containsExactly("T1", "T2");
    }

    /** Each message is an exchange of the route, and so is the list of them; that one has the result. */
    private static SyncResult result(RunningRoutes routes, String routeId) throws InterruptedException {
        while (true) {
            Exchange done = routes.next(routeId);
            if (done.getMessage().getBody() instanceof SyncResult result) {
                return result;
            }
        }
    }

    @Test
    void load_northwind_set_loads_parents_children_and_links() throws Exception {
        putSet("customers.csv", NORTHWIND.resolve("customers.csv"));

        Exchange done = routes.next("load-northwind-set");

        assertThat(done.getVariable("failed", String.class)).isEmpty();
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(67 + 503);
        assertThat(ORG.org().query("SELECT Id FROM Contact WHERE Account.External_Key__c = 'AROUT'"))
                .hasSize(9);
        assertThat(ORG.org().query("SELECT Id FROM Contact WHERE ReportsToId != null"))
                .hasSize(8);
        assertThat(routes.files("errors/load-northwind-set"))
                .filteredOn(file -> file.getFileName().toString().startsWith(done.getVariable("flow", String.class)))
                .singleElement()
                .satisfies(file -> assertThat(Files.readAllLines(file)).hasSize(25));
    }

    @Test
    void load_northwind_set_stops_dependent_jobs_and_goes_on_with_independent_ones() throws Exception {
        String columns = Files.readAllLines(NORTHWIND.resolve("customers.csv")).get(0);
        Path broken = Files.writeString(
                folder.resolve("broken.csv"), columns + "\nA,,,,,,,,,,\nB,,,,,,,,,,\nC,Gamma,,,,,,,,,\n");
        putSet("customers.csv", broken);

        Exchange done = routes.next("load-northwind-set");

        assertThat(done.getVariable("failed", String.class))
                .startsWith("northwind-people: ")
                .contains("2 of 3 records were rejected, and failOn=30%");
        assertThat(ORG.org().query("SELECT Id FROM Contact")).isEmpty();
        assertThat(ORG.org().query("SELECT Id FROM Account WHERE TickerSymbol != null"))
                .hasSize(503);
    }

    private static void putSet(String name, Path customers) throws Exception {
        routes.put(customers, "inbox/set/" + name);
        routes.put(NORTHWIND.resolve("employees.csv"), "inbox/set/employees.csv");
        routes.put(Path.of("routes/data/sp500-constituents.csv"), "inbox/set/sp500-constituents.csv");
        routes.write("inbox/set/complete", "");
    }

    @Test
    void upsert_customer_messages_sets_a_poison_message_aside_and_takes_the_next() throws Exception {
        for (String message : List.of(
                "{\"id\":\"M1\",\"name\":\"One\"}",
                "no json",
                "{\"id\":\"M2\"}",
                "{\"id\":\"M3\",\"name\":\"Three\"}")) {
            routes.template().sendBody("seda:customer-messages", message);
        }
        for (int message = 0; message < 4; message++) {
            assertThat(routes.next("upsert-customer-messages").getException()).isNull();
        }

        assertThat(names()).containsExactly("One", "Three");
        List<Path> dead = routes.files("errors/dead");
        assertThat(dead).hasSize(4);
        assertThat(Files.readString(dead.get(0))).isEqualTo("no json");
        assertThat(Files.readString(dead.get(1))).contains("Unrecognized token");
        assertThat(Files.readString(dead.get(2))).isEqualTo("{\"id\":\"M2\"}");
        assertThat(Files.readString(dead.get(3))).contains("REQUIRED_FIELD_MISSING");
    }

    @Test
    void load_guarded_customers_takes_a_failed_run_to_its_dead_letter_channel() throws Exception {
        routes.put(NORTHWIND.resolve("customers.csv"), "inbox/guarded/customers.csv");

        Exchange done = routes.next("load-guarded-customers");

        assertThat(done.getException()).isNull();
        assertThat(Files.readString(routes.files("errors").stream()
                        .filter(file -> file.endsWith("dead-runs.csv"))
                        .findFirst()
                        .orElseThrow()))
                .contains(",customers.csv,PARTIAL,91,24,")
                .contains("24 of 91");
        assertThat(names()).hasSize(67);
    }

    @Test
    void replay_corrected_files_loads_the_corrected_lines_only() throws Exception {
        routes.write("inbox/records/wrong.csv", """
                customerID,companyName,city,contactName,address,region,postalCode,country,phone,fax
                R1,Right,Bonn,,,NULL,,,,
                R2,,Kiel,,,NULL,,,,
                """);
        String runId = routes.result("load-customer-records").runId();
        Path errors = folder.resolve("errors/load-customer-records-" + runId + ".csv");
        String corrected = Files.readString(errors).replace(",R2,,", ",R2,Corrected,");

        routes.write("corrected/" + runId + ".csv", corrected);
        SyncResult replayed = routes.result("replay-corrected-files");

        assertThat(replayed.totals()).isEqualTo(new SyncTotals(1, 0, 0, 0, 0, 0, 0));
        assertThat(names()).containsExactly("Corrected", "Right");
    }

    private static List<String> names() {
        return ORG.org().query("SELECT Name FROM Account ORDER BY Name").stream()
                .map(account -> account.get("Name").toString())
                .toList();
    }
}
