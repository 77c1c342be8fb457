/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes that read a database, against the default one and a real PostgreSQL. */
class DatabaseRoutesTest {
    private static final String EVERY_SECOND = "* * * * * ?";

    @RegisterExtension
    static final LocalOrgExtension ORG =
            LocalOrgExtension.of(LocalOrg.builder().schema(Path.of("routes/schema/sample-org.yaml")));

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    enum Database {
        H2,
        POSTGRESQL
    }

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("shared_buffers", "16MB")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void sync_database_customers_marks_those_that_succeeded_and_only_those(Database database) throws Exception {
        try (RunningRoutes routes =
                run(database, "sync-database-customers", "sfsync.customers.cron = 0 0 0 1 1 ? 2099")) {
            // as a run of this hub that was killed, and one of another hub, have left them
            update(
                    routes,
                    "INSERT INTO customer (customer_key, name, city) VALUES ('A', ' Alpha ', 'Bonn'), ('B', NULL, NULL),"
                            + " ('C', 'Gamma', NULL)",
                    "INSERT INTO customer (customer_key, name, sync_status, sync_run) VALUES"
                            + " ('D', 'Delta', 'CLAIMED', 'sync-database-customers.hub.20260101'),"
                            + " ('E', 'Epsilon', 'CLAIMED', 'sync-database-customers.other.20260101'),"
                            + " ('F', 'Phi', 'SYNCED', 'sync-database-customers.hub.20260102')");

            assertThat(routes.tick("sync-database-customers").getException()).isNull();

            assertThat(rows(routes, "SELECT customer_key, sync_status FROM customer ORDER BY customer_key"))
                    .containsExactly("A SYNCED", "B REJECTED", "C SYNCED", "D SYNCED", "E CLAIMED", "F SYNCED");
            assertThat(rows(routes, "SELECT sync_error FROM customer WHERE customer_key = 'B'"))
                    .first()
                    .asString()
                    .contains("Name");
            assertThat(names()).containsExactly("Alpha", "Delta", "Gamma");

            update(routes, "UPDATE customer SET name = 'Alpha 2', sync_status = 'NEW' WHERE customer_key = 'A'");
            assertThat(routes.tick("sync-database-customers").getException()).isNull();

            assertThat(names()).containsExactly("Alpha 2", "Delta", "Gamma");
            assertThat(rows(routes, "SELECT COUNT(*) FROM customer WHERE sync_status = 'NEW'"))
                    .containsExactly("0");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void load_changed_people_moves_its_watermark_only_when_a_load_succeeds(Database database) throws Exception {
        try (RunningRoutes routes = run(database, "load-changed-people", "sfsync.people.cron = " + EVERY_SECOND)) {
            update(
                    routes,
                    "INSERT INTO person (person_key, last_name, changed_at) VALUES"
                            + " ('1', 'One', TIMESTAMP '2026-01-01 10:00:00'),"
                            + " ('2', 'Two', TIMESTAMP '2026-01-01 11:00:00')");
            awaitWatermark(routes, "2026-01-01 11:00:00");
            assertThat(ORG.org().query("SELECT Id FROM Contact")).hasSize(2);

            update(routes, "INSERT INTO person (person_key, changed_at) VALUES ('3', TIMESTAMP '2026-01-01 12:00:00')");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> routes.next("load-changed-people").getException() != null);
            assertThat(watermark(routes)).startsWith("2026-01-01 11:00:00");

            update(routes, "UPDATE person SET last_name = 'Three' WHERE person_key = '3'");
            awaitWatermark(routes, "2026-01-01 12:00:00");
            assertThat(ORG.org().query("SELECT Id FROM Contact WHERE LastName = 'Three'"))
                    .hasSize(1);
            // nothing is sent again: the two of the first load have been written once
            assertThat(ORG.org().query("SELECT Id FROM Contact WHERE CreatedDate != null"))
                    .hasSize(3);
        }
    }

    private static void awaitWatermark(RunningRoutes routes, String time) {
        await().atMost(Duration.ofSeconds(30)).until(() -> watermark(routes).startsWith(time));
    }

    private static String watermark(RunningRoutes routes) throws SQLException {
        return String.join("", rows(routes, "SELECT moved_to FROM sfsync_watermark"));
    }

    private RunningRoutes run(Database database, String file, String... properties) throws Exception {
        Path own = folder.resolve(file + "-" + database);
        List<String> lines = new ArrayList<>(List.of(properties));
        if (database == Database.POSTGRESQL) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : Files.readString(Path.of("routes/database/tables.sql"))
                        .replaceAll("(?m)--.*$", "")
                        .split(";", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            lines.add("sfsync.database.url = " + postgres.getJdbcUrl("postgres", "postgres"));
            lines.add("sfsync.database.user = postgres");
        }
        return RunningRoutes.of(own, ORG.org(), List.of(file), lines.toArray(String[]::new));
    }

    private static void update(RunningRoutes routes, String... statements) throws SQLException {
        try (Connection connection = database(routes).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private static List<String> rows(RunningRoutes routes, String query) throws SQLException {
        try (Connection connection = database(routes).getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    cells.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        }
    }

    private static DataSource database(RunningRoutes routes) {
        return routes.hub().context().getRegistry().lookupByNameAndType("database", DataSource.class);
    }

    private static List<String> names() {
        return ORG.org().query("SELECT Name FROM Account ORDER BY Name").stream()
                .map(account -> account.get("Name").toString())
                .toList();
    }
}
