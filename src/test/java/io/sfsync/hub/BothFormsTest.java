/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Five routes, one of each shape, in YAML and in Java: both do the same. */
class BothFormsTest {
    private static final Path NORTHWIND = Path.of("routes/data/northwind");

    private static final String ORDERS =
            "orderID,customerID,employeeID,orderDate,requiredDate,shippedDate,shipVia,freight,shipName,shipAddress,"
                    + "shipCity,shipRegion,shipPostalCode,shipCountry\n"
                    + "1,ALFKI,5,1996-07-04 00:00:00.000,,,3,32.38,a,b,c,NULL,1,d\n"
                    + "2,LATER,5,1996-07-04 00:00:00.000,,,3,32.38,a,b,c,NULL,1,d\n";

    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    static Path folder;

    private static final Map<Form, RunningRoutes> ROUTES = new EnumMap<>(Form.class);
    private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();
    private static final Queue<Integer> FAULTS = new ConcurrentLinkedQueue<>();
    private static final AtomicBoolean NO_ITEMS = new AtomicBoolean();
    private static HttpServer api;

    enum Form {
        YAML,
        JAVA
    }

    @BeforeAll
    static void start() throws Exception {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/customers", BothFormsTest::answer);
        api.start();
        String[] properties = {
            "sfsync.api.enabled = true",
            "sfsync.api.cron = 0 0 0 1 1 ? 2099",
            "sfsync.api.url = http://127.0.0.1:" + api.getAddress().getPort(),
            "sfsync.api.path = /customers?page=1",
            "sfsync.api.retries = 2",
            "sfsync.api.retryDelay = 1",
            "sfsync.customers.cron = 0 0 0 1 1 ? 2099",
            "sfsync.daily.cron = * * * * * ?",
            "sfsync.frequent.cron = * * * * * ?",
            "sfsync.catchUp.cron = 0 0 0 1 1 ? 2099"
        };
        ROUTES.put(
                Form.YAML,
                RunningRoutes.of(
                        folder.resolve("yaml"),
                        ORG.org(),
                        List.of(
                                "load-sp500-accounts",
                                "total-northwind-orders",
                                "sync-database-customers",
                                "load-api-customers",
                                "load-frequent-orders",
                                "load-daily-customers"),
                        properties));
        ROUTES.put(
                Form.JAVA,
                RunningRoutes.ofJava(
                        folder.resolve("java"),
                        ORG.org(),
                        List.of(
                                new Sp500AccountsRoute(),
                                new OrderTotalsRoute(),
                                new DatabaseCustomersRoute(),
                                new ApiCustomersRoute(),
                                new FrequentOrdersRoute()),
                        properties));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        ASKED.add(asked);
        int page = asked.charAt(asked.length() - 1) - '0';
        Integer fault = page == 2 ? FAULTS.poll() : null;
        String next = page == 3 ? "null" : "\"/customers?page=" + (page + 1) + "\"";
        String items = "{\"items\": [{\"id\": \"P" + page + "a\", \"name\": \"Page " + page + " a\"}," + " {\"id\": \"P"
                + page + "b\", \"address\": {\"city\": \"Bonn\"}}], \"next\": " + next + "}";
        byte[] body = (NO_ITEMS.get() ? "{\"items\": [], \"next\": null}" : items).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(fault == null ? 200 : fault, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @AfterAll
    static void stop() {
        ROUTES.values().forEach(RunningRoutes::close);
        api.stop(0);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void a_file_is_upserted(Form form) throws Exception {
        RunningRoutes routes = ROUTES.get(form);
        routes.put(Path.of("routes/data/sp500-constituents.csv"), "inbox/sp500-constituents.csv");

        assertThat(routes.result("load-sp500-accounts").totals()).isEqualTo(new SyncTotals(503, 0, 0, 0, 0, 0, 0));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> routes.files("inbox/done").size() == 1);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void two_files_are_joined_and_grouped_in_the_staging_database(Form form) throws Exception {
        RunningRoutes routes = ROUTES.get(form);
        routes.put(NORTHWIND.resolve("products.csv"), "inbox/staging/products.csv");
        // a line that is there twice counts once
        List<String> details = new ArrayList<>(Files.readAllLines(NORTHWIND.resolve("order-details.csv")));
        details.add(details.get(1));
        routes.write("inbox/staging/order-details.csv", String.join("\n", details) + "\n");
        routes.write("inbox/staging/ready", "");

        assertThat(routes.result("total-northwind-orders").totals()).isEqualTo(new SyncTotals(830, 0, 0, 0, 0, 0, 0));
        // 10248: 12 x 14.00 + 10 x 9.80 + 5 x 34.80
        Map<String, Object> order = ORG.org()
                .query("SELECT Line_Count__c, Amount__c, Top_Product__c FROM Order__c WHERE Order_Key__c = '10248'")
                .get(0);
        assertThat(new BigDecimal(order.get("Line_Count__c").toString())).isEqualByComparingTo("3");
        assertThat(new BigDecimal(order.get("Amount__c").toString())).isEqualByComparingTo("440");
        assertThat(order).containsEntry("Top_Product__c", "Mozzarella di Giovanni");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void rows_are_claimed_loaded_and_marked(Form form) throws Exception {
        RunningRoutes routes = ROUTES.get(form);
        sql(routes, "INSERT INTO customer (customer_key, name) VALUES ('A', 'Alpha'), ('B', NULL), ('C', 'Gamma')");
        sql(
                routes,
                "INSERT INTO customer (customer_key, name, sync_status, sync_run) VALUES"
                        + " ('D', 'Delta', 'CLAIMED', 'sync-database-customers.hub.1')");

        assertThat(routes.tick("sync-database-customers").getException()).isNull();

        assertThat(sql(routes, "SELECT customer_key, sync_status FROM customer ORDER BY customer_key"))
                .extracting(row -> row.get("SYNC_STATUS"))
                .containsExactly("SYNCED", "REJECTED", "SYNCED", "SYNCED");
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(3);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> sql(RunningRoutes routes, String sql) {
        Object rows = routes.template()
                .requestBody("sql:the body?useMessageBodyForSql=true&dataSource=#database", sql, Object.class);
        return rows instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void pages_are_asked_for_again_where_it_helps_and_each_record_counts_once(Form form) throws Exception {
        ASKED.clear();
        FAULTS.addAll(List.of(503, 429));

        SyncResult result =
                ROUTES.get(form).tick("load-api-customers").getMessage().getBody(SyncResult.class);

        assertThat(ASKED)
                .containsExactly(
                        "/customers?page=1",
                        "/customers?page=2",
                        "/customers?page=2",
                        "/customers?page=2",
                        "/customers?page=3");
        // one without a name on each page
        assertThat(result.totals()).isEqualTo(new SyncTotals(3, 0, 0, 0, 3, 0, 0));
        assertThat(ORG.org().query("SELECT Name FROM Account ORDER BY Name"))
                .extracting(account -> account.get("Name"))
                .containsExactly("Page 1 a", "Page 2 a", "Page 3 a");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void an_api_that_has_nothing_is_no_failure(Form form) throws Exception {
        NO_ITEMS.set(true);
        try {
            assertThat(ROUTES.get(form).tick("load-api-customers").getException())
                    .isNull();
        } finally {
            NO_ITEMS.set(false);
        }
        assertThat(ORG.org().requests().count("composite")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"YAML,404,1", "JAVA,404,1", "YAML,500,3", "JAVA,500,3"})
    void pages_that_cannot_be_had_fail_the_load_before_anything_is_sent(Form form, int status, int asked)
            throws Exception {
        ASKED.clear();
        FAULTS.addAll(Collections.nCopies(asked, status));

        Exchange failed = ROUTES.get(form).tick("load-api-customers");

        assertThat(failed.getException()).hasMessageContaining("statusCode: " + status);
        assertThat(ASKED).hasSize(1 + asked);
        assertThat(ORG.org().requests().count("composite")).isZero();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void an_order_waits_for_its_account_and_is_caught_up(Form form) throws Exception {
        RunningRoutes routes = ROUTES.get(form);
        routes.write("exports/orders.csv", ORDERS);
        // the children are there before their parents
        assertThat(routes.next("load-frequent-orders").getMessage().getHeader("CamelSfSyncRejected"))
                .isEqualTo(2L);
        assertThat(ORG.org().query("SELECT Id FROM Order__c")).isEmpty();

        // the daily load is the same for both
        RunningRoutes daily = ROUTES.get(Form.YAML);
        daily.put(NORTHWIND.resolve("customers.csv"), "exports/customers.csv");
        assertThat(daily.result("load-daily-customers").totals()).isEqualTo(new SyncTotals(67, 0, 0, 0, 24, 0, 0));
        assertThat(routes.tick("catch-up-orders").getException()).isNull();
        assertThat(orders()).containsExactly("1");
        assertThat(sql(routes, "SELECT attempts FROM sfsync_parked_run")).hasSize(1);

        routes.template()
                .sendBody(
                        "sfsync:upsert:Account?externalIdField=External_Key__c",
                        Map.of("External_Key__c", "LATER", "Name", "Later"));
        assertThat(routes.tick("catch-up-orders").getException()).isNull();
        assertThat(orders()).containsExactly("1", "2");
        assertThat(sql(routes, "SELECT * FROM sfsync_parked_run")).isEmpty();
    }

    private static List<String> orders() {
        return ORG.org().query("SELECT Order_Key__c FROM Order__c ORDER BY Order_Key__c").stream()
                .map(order -> order.get("Order_Key__c").toString())
                .toList();
    }
}
