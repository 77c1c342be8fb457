/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpOrgConnectionTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private HttpOrgConnection connection;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/echo",
                exchange -> answer(exchange, 200, exchange.getRequestBody().readAllBytes()));
        server.createContext(
                "/token",
                exchange -> answer(
                        exchange,
                        200,
                        exchange.getRequestHeaders().getFirst("Authorization").getBytes(StandardCharsets.UTF_8)));
        server.createContext("/401", exchange -> answer(exchange, 401, new byte[0]));
        server.createContext("/half", this::half);
        server.createContext("/empty", exchange -> exchange.sendResponseHeaders(204, -1));
        server.start();
        connection = connection("00D000000000001!secret");
    }

    private HttpOrgConnection connection(String token) {
        return new HttpOrgConnection(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), token, "62.0");
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sends_bytes_and_files_and_reads_the_answer_as_it_comes() throws Exception {
        byte[] big = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("body.csv"), big);
        OrgRequest post = OrgRequest.of("POST", "/echo");

        assertThat(read(post.withBody(new OrgBody.FileBody("text/csv", file)))).isEqualTo(big);
        assertThat(read(post.withBody(new OrgBody.Bytes("text/csv", big, 10)))).hasSize(10);
        assertThat(read(post.withHeader("X-More", "1"))).isEmpty();
        assertThat(read(OrgRequest.of("GET", "/empty"))).isEmpty();
    }

    @Test
    void carries_the_token_and_knows_the_org_by_it() throws Exception {
        assertThat(new String(read(OrgRequest.of("GET", "/token")), StandardCharsets.UTF_8))
                .isEqualTo("Bearer 00D000000000001!secret");
        assertThat(connection.identity().organizationId()).isEqualTo("00D000000000001EAA");
        assertThat(connection.identity().isLocal()).isTrue();
        assertThat(connection("opaque").identity().organizationId()).isEmpty();
        assertThat(connection.apiVersion()).isEqualTo("62.0");
    }

    @Test
    void a_token_that_is_not_valid_any_more_is_said_so_and_cannot_be_helped() {
        NotSentException refused =
                catchThrowableOfType(NotSentException.class, () -> connection.send(OrgRequest.of("GET", "/401")));

        assertThat(refused.isPermanent()).isTrue();
        assertThat(refused).hasMessageContaining("access token").hasMessageNotContaining("secret");
    }

    @Test
    void an_org_that_is_not_there_was_sent_nothing() {
        server.stop(0);
        NotSentException refused =
                catchThrowableOfType(NotSentException.class, () -> connection.send(OrgRequest.of("POST", "/echo")));

        assertThat(refused.isPermanent()).isFalse();
        assertThat(refused).hasMessageContaining("cannot be reached");
    }

    @Test
    void an_answer_that_stands_still_is_given_up() throws Exception {
        OrgRequest request = OrgRequest.of("GET", "/half").withIdleTimeout(Duration.ofSeconds(2));
        try (OrgResponse response = connection.send(request)) {
            InputStream body = response.body();
            assertThat(body.read()).isEqualTo('x');
            assertThatIOException().isThrownBy(body::read).withMessageContaining("nothing came for PT2S");
        }
    }

    @Test
    void an_answer_that_breaks_off_is_an_error() throws Exception {
        OrgRequest request = OrgRequest.of("GET", "/half").withIdleTimeout(Duration.ofSeconds(20));
        try (OrgResponse response = connection.send(request)) {
            InputStream body = response.body();
            assertThat(body.read()).isEqualTo('x');
            end.countDown();
            assertThatIOException().isThrownBy(body::read).withMessageContaining("broke off");
        }
    }

    @Test
    void an_interrupt_ends_the_wait() throws Exception {
        OrgRequest request = OrgRequest.of("GET", "/half").withIdleTimeout(Duration.ofSeconds(20));
        try (OrgResponse response = connection.send(request)) {
            InputStream body = response.body();
            assertThat(body.read()).isEqualTo('x');
            Thread.currentThread().interrupt();
            assertThatIOException().isThrownBy(body::read).withMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void addresses_and_versions_are_checked() {
        URI url = URI.create("https://example.com");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpOrgConnection(URI.create("ftp://example.com"), "t", "62.0"))
                .withMessageContaining("instanceUrl");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpOrgConnection(url, "t", "v62"))
                .withMessageContaining("apiVersion must be a number such as 62.0, was 'v62'");
    }

    private byte[] read(OrgRequest request) throws Exception {
        try (OrgResponse response = connection.send(request)) {
            assertThat(response.isSuccess()).isTrue();
            assertThat(response.header("x-nothing")).isEmpty();
            return response.body().readAllBytes();
        }
    }

    private void half(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 10);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
