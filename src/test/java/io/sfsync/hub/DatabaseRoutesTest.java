/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sfsync.camel.SfSyncConstants;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncResult;
import io.sfsync.outcome.SyncTotals;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes that read a database, against the default one and a real PostgreSQL. */
class DatabaseRoutesTest {
    private static final String EVERY_SECOND = "* * * * * ?";

    private static final String NEVER = "sfsync.customers.cron = 0 0 0 1 1 ? 2099";
    private static final String STATES = "SELECT customer_key, sync_status FROM customer ORDER BY customer_key";
    private static final String COUNTS = "SELECT sync_status, COUNT(*) FROM customer GROUP BY sync_status ORDER BY 1";

    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

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
        try (RunningRoutes routes = run(database, "sync-database-customers", NEVER)) {
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

            assertThat(rows(routes, STATES))
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
        try (RunningRoutes routes = run(
                database,
                "load-changed-people",
                "sfsync.people.cron = 0 0 0 1 1 ? 2099",
                "sfsync.people.failOn = any")) {
            assertThat(routes.tick("load-changed-people").getException()).isNull();
            assertThat(watermark(routes)).isEmpty();
            update(
                    routes,
                    "INSERT INTO person (person_key, last_name, changed_at) VALUES"
                            + " ('1', 'One', TIMESTAMP '2026-01-01 10:00:00'),"
                            + " ('2', 'Two', TIMESTAMP '2026-01-01 11:00:00')");
            assertThat(routes.tick("load-changed-people").getException()).isNull();
            assertThat(watermark(routes)).startsWith("2026-01-01 11:00:00");

            update(
                    routes,
                    "INSERT INTO person (person_key, last_name, changed_at) VALUES"
                            + " ('3', NULL, TIMESTAMP '2026-01-01 12:00:00'),"
                            + " ('4', 'Four', TIMESTAMP '2026-01-01 12:00:01')");
            assertThat(routes.tick("load-changed-people").getException())
                    .hasMessageContaining("1 of 2 records were rejected");
            assertThat(watermark(routes)).startsWith("2026-01-01 11:00:00");

            update(routes, "UPDATE person SET last_name = 'Three' WHERE person_key = '3'");
            assertThat(routes.tick("load-changed-people").getMessage().getHeader(SfSyncConstants.TOTAL))
                    .isEqualTo(2L);
            assertThat(watermark(routes)).startsWith("2026-01-01 12:00:01");
            assertThat(ORG.org().query("SELECT LastName FROM Contact ORDER BY External_Key__c"))
                    .extracting(contact -> contact.get("LastName"))
                    .containsExactly("One", "Two", "Three", "Four");

            // nothing has changed since then: nothing is sent
            long requests = ORG.org().requests().total();
            assertThat(routes.tick("load-changed-people").getException()).isNull();
            assertThat(ORG.org().requests().total()).isEqualTo(requests);
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_row_that_changes_while_it_is_loaded_is_new_again_and_its_last_value_arrives(Database database)
            throws Exception {
        try (RunningRoutes routes = run(database, "sync-database-customers", NEVER)) {
            update(routes, "INSERT INTO customer (customer_key, name) VALUES ('A', 'Alpha'), ('B', 'Beta')");
            AtomicBoolean changed = new AtomicBoolean();
            // Salesforce has both; neither is marked yet
            BeforeSending.to("direct://mark-customers-synced", routes, route -> {
                if (changed.compareAndSet(false, true)) {
                    update(routes, "UPDATE customer SET name = 'Beta 2', sync_status = 'NEW' WHERE customer_key = 'B'");
                }
            });

            assertThat(routes.tick("sync-database-customers").getException()).isNull();

            assertThat(changed).isTrue();
            assertThat(names()).containsExactly("Alpha", "Beta");
            assertThat(rows(routes, STATES)).containsExactly("A SYNCED", "B NEW");

            assertThat(routes.tick("sync-database-customers").getException()).isNull();

            assertThat(names()).containsExactly("Alpha", "Beta 2");
            assertThat(rows(routes, STATES)).containsExactly("A SYNCED", "B SYNCED");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void sync_database_customers_claims_a_portion_and_leaves_the_rest_to_its_next_run(Database database)
            throws Exception {
        try (RunningRoutes routes = run(database, "sync-database-customers", NEVER, "sfsync.customers.portion = 2")) {
            update(routes, "INSERT INTO customer (customer_key, name) VALUES ('A', 'A'), ('B', 'B'), ('C', 'C')");

            assertThat(routes.tick("sync-database-customers").getException()).isNull();
            assertThat(rows(routes, STATES)).containsExactly("A SYNCED", "B SYNCED", "C NEW");

            assertThat(routes.tick("sync-database-customers").getException()).isNull();
            assertThat(rows(routes, STATES)).containsExactly("A SYNCED", "B SYNCED", "C SYNCED");
        }
    }

    /** A hub in a process of its own, and a database that holds it up in the middle of its second chunk of marks. */
    @Test
    void a_hub_that_is_killed_while_it_marks_loses_nothing_and_has_marked_only_what_succeeded() throws Exception {
        createTables();
        Path own = folder.resolve("killed");
        postgres(
                "INSERT INTO customer (customer_key, name) SELECT TO_CHAR(n, 'FM0000'), CASE n WHEN 5 THEN NULL"
                        + " ELSE 'Customer ' || n END FROM GENERATE_SERIES(1, 1050) n",
                "CREATE FUNCTION wait_there() RETURNS TRIGGER LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM PG_ADVISORY_XACT_LOCK_SHARED(6); RETURN NEW; END'",
                "CREATE TRIGGER wait_there BEFORE UPDATE ON customer FOR EACH ROW"
                        + " WHEN (NEW.customer_key = '1040' AND NEW.sync_status = 'SYNCED') EXECUTE FUNCTION wait_there()");
        try (Connection test = postgres.getPostgresDatabase().getConnection()) {
            execute(test, "SELECT PG_ADVISORY_LOCK(6)");
            Process hub = hub(own);
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> postgres("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                                        .size()
                                == 1);
            } finally {
                hub.destroyForcibly().waitFor();
            }
            // as the database does by itself, only later
            execute(
                    test,
                    "SELECT PG_TERMINATE_BACKEND(pid) FROM pg_stat_activity WHERE pid <> PG_BACKEND_PID()"
                            + " AND client_port IS NOT NULL");
            execute(test, "SELECT PG_ADVISORY_UNLOCK(6)");
        }
        assertThat(postgres(COUNTS)).containsExactly("CLAIMED 50", "REJECTED 1", "SYNCED 999");
        assertThat(postgres("SELECT customer_key FROM customer WHERE sync_status = 'SYNCED'"))
                .isSubsetOf(keysInSalesforce());

        postgres("DROP TRIGGER wait_there ON customer", "DROP FUNCTION wait_there");
        try (RunningRoutes routes =
                RunningRoutes.of(own, ORG.org(), List.of("sync-database-customers"), properties(NEVER))) {
            SyncResult swept =
                    routes.tick("sync-database-customers").getMessage().getBody(SyncResult.class);

            assertThat(swept.totals()).isEqualTo(new SyncTotals(0, 50, 0, 0, 0, 0, 0));
        }
        assertThat(postgres(COUNTS)).containsExactly("REJECTED 1", "SYNCED 1049");
        assertThat(keysInSalesforce()).hasSize(1049).doesNotHaveDuplicates();
    }

    /** {@code ./sfsync run} in a folder with that one route. */
    private static Process hub(Path own) throws IOException {
        Files.createDirectories(own.resolve("routes/mappings"));
        for (String file : List.of(
                "application.properties",
                "routes/sync-database-customers.camel.yaml",
                "routes/mappings/database-customers.yaml")) {
            Files.copy(Path.of(file), own.resolve(file));
        }
        new HubFolder(own)
                .environment(
                        "dev",
                        ORG.org(),
                        properties("sfsync.customers.cron = " + EVERY_SECOND, "camel.management.enabled = false"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "io.sfsync.hub.Hub",
                        "run")
                .directory(own.toFile())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("output").toFile())
                .start();
    }

    private static String watermark(RunningRoutes routes) throws SQLException {
        return String.join("", rows(routes, "SELECT moved_to FROM sfsync_watermark"));
    }

    private RunningRoutes run(Database database, String file, String... properties) throws Exception {
        if (database == Database.POSTGRESQL) {
            createTables();
        }
        return RunningRoutes.of(
                folder.resolve(file + "-" + database),
                ORG.org(),
                List.of(file),
                database == Database.POSTGRESQL ? properties(properties) : properties);
    }

    /** These and those that lead to PostgreSQL. */
    private static String[] properties(String... more) {
        return Stream.concat(
                        Stream.of(more),
                        Stream.of(
                                "sfsync.database.url = " + postgres.getJdbcUrl("postgres", "postgres"),
                                "sfsync.database.user = postgres"))
                .toArray(String[]::new);
    }

    private static void createTables() throws IOException, SQLException {
        postgres("DROP TABLE IF EXISTS customer, person, sfsync_watermark, sfsync_parked_run");
        postgres(Files.readString(Path.of("routes/database/tables.sql")));
    }

    private static List<String> postgres(String... statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            List<String> last = List.of();
            for (String sql : statements) {
                last = execute(connection, sql);
            }
            return last;
        }
    }

    private static List<String> execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? read(statement.getResultSet()) : List.of();
        }
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
            return read(result);
        }
    }

    private static List<String> read(ResultSet result) throws SQLException {
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

    private static DataSource database(RunningRoutes routes) {
        return routes.hub().context().getRegistry().lookupByNameAndType("database", DataSource.class);
    }

    private static List<String> keysInSalesforce() {
        return ORG.org().query("SELECT External_Key__c FROM Account").stream()
                .map(account -> account.get("External_Key__c").toString())
                .toList();
    }

    private static List<String> names() {
        return ORG.org().query("SELECT Name FROM Account ORDER BY Name").stream()
                .map(account -> account.get("Name").toString())
                .toList();
    }
}
