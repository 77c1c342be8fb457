/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each sample route with its real file. */
class SampleRoutesTest {
    private static final Path DATA = Path.of("routes/data");

    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    @Test
    void load_sp500_accounts_maps_and_creates_every_company() throws Exception {
        SyncResult result = load("load-sp500-accounts", "sp500-constituents.csv");

        assertThat(result.totals()).isEqualTo(new SyncTotals(503, 0, 0, 0, 0, 0, 0));
        assertThat(account("ABBV"))
                .containsEntry("Name", "AbbVie")
                .containsEntry("TickerSymbol", "ABBV")
                .containsEntry("Industry", "Health Care")
                .containsEntry("SicDesc", "Biotechnology")
                .containsEntry("AccountNumber", "1551152")
                .containsEntry("BillingCity", "North Chicago")
                .containsEntry("BillingCountry", null)
                .containsEntry("YearStarted", "2013")
                .containsEntry("Ownership", "Public");
        assertThat(account("ACN")).containsEntry("BillingCity", "Dublin").containsEntry("BillingCountry", "Ireland");
        assertThat(count("SELECT Id FROM Account WHERE YearStarted = null")).isZero();
        assertThat(account("XYZ")).containsEntry("BillingCity", "Remote");
        assertThat(errorFiles()).isEmpty();
    }

    @Test
    void load_sp500_accounts_updates_every_company_the_second_time() throws Exception {
        load("load-sp500-accounts", "sp500-constituents.csv");
        SyncResult again = load("load-sp500-accounts", "sp500-constituents.csv");

        assertThat(again.totals()).isEqualTo(new SyncTotals(0, 503, 0, 0, 0, 0, 0));
        assertThat(count("SELECT Id FROM Account")).isEqualTo(503);
    }

    @Test
    void load_northwind_customers_sets_broken_lines_aside() throws Exception {
        SyncResult result = load("load-northwind-customers", "northwind/customers.csv");

        assertThat(result.totals()).isEqualTo(new SyncTotals(67, 0, 0, 0, 24, 0, 0));
        assertThat(account("ANTON"))
                .containsEntry("Name", "Antonio Moreno Taquería")
                .containsEntry("BillingPostalCode", "05023")
                .containsEntry("Fax", null)
                .containsEntry("BillingState", null)
                .containsEntry("Type", "Customer - Direct");
        List<String> errors = Files.readAllLines(errorFiles().get(0));
        assertThat(errors).hasSize(25);
        assertThat(errors.get(0))
                .startsWith("_row,_line,_outcome,_id,_created,_code,_message,_fields,_run,_time,_raw,");
        assertThat(errors.get(1))
                .startsWith("7,8,rejected,,,SFSYNC_MALFORMED_ROW,\"the row has 12 fields, the header has 11\",")
                .contains("\"BLONP,Blondesddsl père et fils,Frédérique Citeaux,Marketing Manager,24, place Kléber,");
        assertThat(brokenLines("northwind/customers.csv", 11))
                .containsExactlyElementsOf(errors.stream()
                        .skip(1)
                        .map(line -> line.split(",", 3)[1])
                        .toList());
    }

    @Test
    void load_northwind_employees_relates_contacts_to_an_account_by_its_key() throws Exception {
        load("load-northwind-customers", "northwind/customers.csv");
        SyncResult result = load("load-northwind-employees", "northwind/employees.csv");

        assertThat(result.totals()).isEqualTo(new SyncTotals(9, 0, 0, 0, 0, 0, 0));
        Map<String, Object> nancy = ORG.org()
                .query("SELECT Name, Salutation, Title, Birthdate, HomePhone, Description, ReportsTo.Name, Account.Name"
                        + " FROM Contact WHERE External_Key__c = '1'")
                .get(0);
        assertThat(nancy)
                .containsEntry("Name", "Nancy Davolio")
                .containsEntry("Salutation", "Ms.")
                .containsEntry("Title", "Sales Representative")
                .containsEntry("Birthdate", "1948-12-08")
                .containsEntry("HomePhone", "(206) 555-9857");
        assertThat(nancy.get("ReportsTo")).asString().contains("Andrew Fuller");
        assertThat(count("SELECT Id FROM Contact WHERE ReportsToId != null")).isEqualTo(8);
        assertThat(nancy.get("Description").toString()).contains("\"The Art of the Cold Call.\"");
        assertThat(nancy.get("Account")).asString().contains("Around the Horn");
    }

    @Test
    void load_northwind_orders_relates_each_order_to_its_account_by_external_id() throws Exception {
        load("load-northwind-customers", "northwind/customers.csv");
        SyncResult result = load("load-northwind-orders", "northwind/orders.csv");

        assertThat(result.totals()).isEqualTo(new SyncTotals(654, 0, 0, 0, 176, 0, 0));
        assertThat(count("SELECT Id FROM Order__c WHERE Account__c = null")).isZero();
        Map<String, Object> order = ORG.org()
                .query("SELECT Order_Date__c, Shipped_Date__c, Freight__c, Ship_Region__c, Account__r.External_Key__c"
                        + " FROM Order__c WHERE Order_Key__c = '10249'")
                .get(0);
        assertThat(order)
                .containsEntry("Order_Date__c", "1996-07-05")
                .containsEntry("Shipped_Date__c", "1996-07-10")
                .containsEntry("Ship_Region__c", null);
        assertThat(order.get("Freight__c")).asString().isEqualTo("11.61");
        assertThat(order.get("Account__r")).asString().contains("TOMSP");
        List<Path> files = errorFiles().stream()
                .filter(file -> file.toString().contains("orders"))
                .toList();
        assertThat(Files.readAllLines(files.get(0)))
                .hasSize(177)
                .element(1)
                .asString()
                .contains("\"10250,HANAR,4,");
    }

    private SyncResult load(String routeId, String file) throws Exception {
        HubFolder hub =
                Files.exists(folder.resolve("application.properties")) ? new HubFolder(folder) : HubFolder.at(folder);
        hub.environment(
                "test",
                ORG.org(),
                "sfsync.inbox = " + folder.resolve("inbox"),
                "sfsync.errors = " + folder.resolve("errors"),
                "sfsync.inbox.settle = 50");
        Main main = CamelHub.configure(new HubHome(folder, folder), "test");
        main.configure().withRoutesIncludePattern("file:routes/" + routeId + ".camel.yaml");
        Inbox inbox = new Inbox(folder.resolve("inbox"));
        try (CamelHub running = CamelHub.start(main)) {
            running.context().getManagementStrategy().addEventNotifier(inbox);
            inbox.start();
            return inbox.load(routeId, DATA.resolve(file), file);
        }
    }

    private static Map<String, Object> account(String key) {
        return ORG.org()
                .query("SELECT Name, TickerSymbol, Industry, SicDesc, AccountNumber, BillingCity, BillingState,"
                        + " BillingCountry, BillingPostalCode, YearStarted, Ownership, Type, Phone, Fax FROM Account"
                        + " WHERE External_Key__c = '" + key + "'")
                .get(0);
    }

    private static int count(String soql) {
        return ORG.org().query(soql).size();
    }

    private List<Path> errorFiles() throws IOException {
        Path errors = folder.resolve("errors");
        if (!Files.exists(errors)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(errors)) {
            return files.toList();
        }
    }

    /** Numbers of the lines that have not so many fields, counted here in the plainest way: these files have no quotes. */
    private static List<String> brokenLines(String file, int fields) throws IOException {
        List<String> lines = Files.readAllLines(DATA.resolve(file));
        return Stream.iterate(1, line -> line <= lines.size(), line -> line + 1)
                .filter(line -> lines.get(line - 1).split(",", -1).length != fields)
                .map(String::valueOf)
                .toList();
    }
}
