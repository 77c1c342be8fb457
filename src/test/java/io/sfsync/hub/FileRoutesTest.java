/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultName;
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
    static final LocalOrgExtension ORG = SampleOrg.extension();

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
                        "replay-corrected-files"),
                "sfsync.trickle.wait = 200");
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
                A3,Gamma,Bonn,,,NULL,,,,,one field too many
                """);

        SyncResult result = routes.result("load-customer-records");

        assertThat(result.totals()).isEqualTo(new SyncTotals(2, 0, 0, 0, 1, 0, 0));
        assertThat(names()).containsExactly("Alpha, Inc.", "Gamma");
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

        SyncResult result = routes.result("load-gathered-customers");

        assertThat(result.totals().created()).isEqualTo(2);
        assertThat(result.totals().rejected()).isEqualTo(1);
        assertThat(names()).containsExactly("T1", "T2");
    }

    @Test
    void gather_customer_messages_loses_nothing_by_a_stop_and_keeps_the_order_while_the_org_is_away(@TempDir Path own)
            throws Exception {
        try (RunningRoutes stopped = gather(own)) {
            stopped.template().sendBody("seda:customers", "{\"id\":\"T1\",\"name\":\"Old\"}");
            stopped.next("gather-customer-messages");
            // as it would have been gathered after that
            stopped.write("later.json", "[{\"id\":\"T1\",\"name\":\"New\"}]");
        }
        assertThat(names()).isEmpty();
        Files.move(own.resolve("later.json"), own.resolve("inbox/gathered/99991231-235959999.json"));
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.UNAVAILABLE).match("oauth2/token").times(2));

        try (RunningRoutes again = gather(own)) {
            assertThat(again.result("load-gathered-customers").totals().created())
                    .isEqualTo(1);
            assertThat(again.result("load-gathered-customers").totals().updated())
                    .isEqualTo(1);
        }
        assertThat(names()).containsExactly("New");
    }

    private static RunningRoutes gather(Path own) throws Exception {
        return RunningRoutes.of(
                own,
                ORG.org(),
                List.of("gather-customer-messages"),
                "sfsync.trickle.wait = 600000",
                "sfsync.trickle.retryDelay = 20");
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

    @Test
    void load_northwind_set_counts_a_job_that_breaks_as_failed() throws Exception {
        putSet("other.csv", NORTHWIND.resolve("customers.csv"));

        Exchange done = routes.next("load-northwind-set");

        assertThat(done.getVariable("failed", String.class))
                .startsWith("northwind-people: ")
                .contains("customers.csv");
        assertThat(ORG.org().query("SELECT Id FROM Contact")).isEmpty();
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(503);
    }

    @Test
    void load_northwind_set_writes_the_errors_of_links_too() throws Exception {
        String employees = Files.readString(NORTHWIND.resolve("employees.csv"));
        Path unknownManager =
                Files.writeString(folder.resolve("unknown.csv"), employees.replaceFirst(",5,http", ",77,http"));
        putSet("customers.csv", NORTHWIND.resolve("customers.csv"), unknownManager);

        Exchange done = routes.next("load-northwind-set");

        assertThat(done.getVariable("failed", String.class)).isEmpty();
        assertThat(ORG.org().query("SELECT Id FROM Contact WHERE ReportsToId != null"))
                .hasSize(7);
        Path errors = folder.resolve("errors/load-northwind-set/" + done.getVariable("flow") + "-managers.csv");
        assertThat(Files.readAllLines(errors))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("6,7,rejected,")
                .contains(",INVALID_FIELD,Foreign key external ID: 77 not found ", ",6,Suyama,Michael,");
    }

    private static void putSet(String name, Path customers) throws Exception {
        putSet(name, customers, NORTHWIND.resolve("employees.csv"));
    }

    private static void putSet(String name, Path customers, Path employees) throws Exception {
        Files.deleteIfExists(folder.resolve("inbox/set/customers.csv"));
        routes.put(customers, "inbox/set/" + name);
        routes.put(employees, "inbox/set/employees.csv");
        routes.put(Path.of("routes/data/sp500-constituents.csv"), "inbox/set/sp500-constituents.csv");
        routes.write("inbox/set/complete", "");
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
