/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sfsync.camel.SfSyncBatchEvent;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Retention, and the routes that somebody else starts. */
class ScheduledRoutesTest {
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
                List.of("delete-old-files", "update-queried-accounts", "delete-queried-accounts"),
                "sfsync.retention.cron = * * * * * ?",
                "sfsync.delete.query = SELECT Id FROM Account WHERE Name LIKE 'To be deleted%'");
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @Test
    void delete_old_files_deletes_what_is_older_than_the_retention() throws Exception {
        Path old = write("inbox/northwind/done/old.csv", Duration.ofDays(31));
        Path young = write("inbox/northwind/done/young.csv", Duration.ofDays(29));
        Path waiting = write("inbox/northwind/waiting.csv", Duration.ofDays(31));

        await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(old));
        assertThat(young).exists();
        assertThat(waiting).exists();
    }

    private static Path write(String name, Duration age) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Path part = Files.writeString(folder.resolve("part"), "x");
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(age)));
        return Files.move(part, file);
    }

    @Test
    void update_queried_accounts_updates_every_page_of_the_query_and_tells_how_far_it_is() {
        create(2_100, "Customer - Direct", "Direct");
        create(10, "Prospect", "Prospect");
        List<Long> processed = new ArrayList<>();
        routes.hub().context().getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof SfSyncBatchEvent batch) {
                    processed.add(batch.resultSoFar().totals().processed());
                }
            }
        });

        routes.template().requestBody("direct:update-queried-accounts", "");

        // ten batches of the first page, one of the second
        assertThat(processed)
                .containsExactly(200L, 400L, 600L, 800L, 1_000L, 1_200L, 1_400L, 1_600L, 1_800L, 2_000L, 100L);

        assertThat(ORG.org().query("SELECT Id FROM Account WHERE Type = 'Customer - Channel'"))
                .hasSize(2_100);
        assertThat(ORG.org().query("SELECT Id FROM Account WHERE Type = 'Prospect'"))
                .hasSize(10);
    }

    @Test
    void delete_queried_accounts_deletes_every_page_of_the_query() {
        create(2_010, "Prospect", "To be deleted");
        create(3, "Prospect", "To be kept");

        routes.template().requestBody("direct:delete-queried-accounts", "");

        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(3);
    }

    private static void create(int count, String type, String name) {
        List<Map<String, String>> accounts = IntStream.range(0, count)
                .mapToObj(account -> Map.of("Name", name + " " + account, "Type", type))
                .toList();
        routes.template().requestBody("sfsync:insert:Account", accounts);
    }
}
