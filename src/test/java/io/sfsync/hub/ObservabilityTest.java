/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ObservabilityTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    @AfterEach
    void close_the_log() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.getAppender("FILES").stop();
        root.detachAppender("FILES");
    }

    @Test
    void a_hub_that_runs_the_whole_bundle_tells_health_and_metrics_on_this_machine_and_writes_a_log() throws Exception {
        int port = freePort();
        HubFolder.at(folder)
                .environment(
                        "test",
                        ORG.org(),
                        "camel.management.port = " + port,
                        "sfsync.inbox = " + folder.resolve("inbox"),
                        "sfsync.exports = " + folder.resolve("exports"),
                        "sfsync.corrected = " + folder.resolve("corrected"),
                        "sfsync.database.url = jdbc:h2:mem:bundle;INIT=RUNSCRIPT FROM './routes/database/tables.sql'",
                        "sfsync.staging.url = jdbc:h2:mem:bundle-staging");
        HubHome home = new HubHome(folder, folder);
        Main main = CamelHub.configure(home, "test");
        Observability.of(home, main);
        main.configure().withRoutesIncludePattern("file:routes/*.camel.yaml");
        try (CamelHub hub = CamelHub.start(main)) {
            assertThat(hub.context().getRoutes()).hasSizeGreaterThan(30);
            // ready once the folder has been looked at for the first time
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(get(port, "/observe/health")).contains("\"status\":\"UP\""));
            assertThat(get(port, "/observe/metrics")).contains("load-sp500-accounts");
            // passive: nobody has logged in for it
            assertThat(ORG.org().requests().total()).isZero();
            LoggerFactory.getLogger("io.sfsync.test").warn("a line of the log");
        }
        assertThat(Files.readString(folder.resolve("logs/hub.log"))).contains("WARN  [", "a line of the log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String get(int port, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
