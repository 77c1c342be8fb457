/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sfsync.salesforce.NotSentException;
import io.sfsync.salesforce.OrgBody;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known to go wrong between camel-salesforce's client and an org, each as a test. */
@Timeout(30)
class CamelOrgConnectionTest {
    private static final OrgRequest PING = OrgRequest.of("GET", "/ping");

    private final ScriptedOrg org;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SalesforceComponent salesforce = new SalesforceComponent();
    private CamelOrgConnection connection;

    @TempDir
    Path folder;

    CamelOrgConnectionTest() throws IOException {
        org = new ScriptedOrg().on("/ping", exchange -> ScriptedOrg.json(exchange, 200, "{}"));
    }

    @BeforeEach
    void configure() {
        salesforce.setLoginUrl(org.url());
        salesforce.setClientId("client");
        salesforce.setClientSecret("secret");
        salesforce.setLazyLogin(true);
        salesforce.setAuthenticationType(AuthenticationType.CLIENT_CREDENTIALS);
        camel.addComponent("salesforce", salesforce);
    }

    @AfterEach
    void stop() {
        if (connection != null) {
            connection.close();
        }
        camel.stop();
        org.close();
    }

    @Test
    void logs_in_with_the_first_request_and_not_before() throws Exception {
        connect();
        assertThat(org.requests).isEmpty();

        assertThat(status(PING)).isEqualTo(200);
        assertThat(status(PING)).isEqualTo(200);

        assertThat(org.requests).containsExactly("POST /services/oauth2/token", "GET /ping", "GET /ping");
    }

    @Test
    void uses_the_login_that_the_salesforce_component_has_already() throws Exception {
        salesforce.setLazyLogin(false);
        connect();

        assertThat(status(PING)).isEqualTo(200);

        assertThat(org.logins).hasValue(1);
    }

    @Test
    void says_which_org_it_is() throws Exception {
        connect();

        OrgIdentity identity = connection.identity();

        assertThat(identity.organizationId()).isEqualTo("00Dxx0000001gPLEAY");
        assertThat(identity.instanceUrl()).hasToString(org.url());
        assertThat(identity.isLocal()).isTrue();
    }

    @Test
    void eight_requests_that_meet_the_end_of_the_session_log_in_once() throws Exception {
        connect();
        assertThat(status(PING)).isEqualTo(200);
        CountDownLatch all = new CountDownLatch(8);
        org.on("!/together", exchange -> {
            boolean authorized = org.isAuthorized(exchange);
            all.countDown();
            all.await(5, TimeUnit.SECONDS);
            if (authorized) {
                ScriptedOrg.json(exchange, 200, "{}");
            } else {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Token");
                ScriptedOrg.json(exchange, 401, "[{\"errorCode\":\"INVALID_SESSION_ID\"}]");
            }
        });
        org.expireTokens();

        List<Integer> answers = inParallel(8, () -> status(OrgRequest.of("GET", "/together")));

        assertThat(answers).containsOnly(200).hasSize(8);
        assertThat(org.logins).hasValue(2);
    }

    @Test
    void a_session_that_gives_the_same_token_again_does_not_log_in_for_each_request() throws Exception {
        org.onLogin(exchange -> {
            org.validTokens.add("same");
            ScriptedOrg.json(
                    exchange,
                    200,
                    "{\"access_token\":\"same\",\"instance_url\":\"" + org.url() + "\",\"id\":\"" + org.url()
                            + "/id/00Dxx0000001gPLEAY/005xx000001Sv6AAAS\"}");
        });
        connect();
        assertThat(status(PING)).isEqualTo(200);
        org.expireTokens();

        List<Integer> answers = inParallel(8, () -> status(PING));

        assertThat(answers).containsOnly(200);
        assertThat(org.logins.get()).isBetween(2, 3);
    }

    @Test
    void a_request_whose_login_was_replaced_meanwhile_takes_the_new_one() throws Exception {
        connect();
        assertThat(status(PING)).isEqualTo(200);
        org.expireTokens();
        salesforce.getSession().login(salesforce.getSession().getAccessToken());
        assertThat(org.logins).hasValue(2);

        assertThat(status(PING)).isEqualTo(200);

        assertThat(org.logins).hasValue(2);
    }

    @Test
    void goes_to_the_new_instance_after_a_login_that_names_one() throws Exception {
        connect();
        assertThat(status(PING)).isEqualTo(200);
        try (ScriptedOrg moved = new ScriptedOrg().on("!/ping", exchange -> ScriptedOrg.json(exchange, 201, "{}"))) {
            org.instanceUrl(moved.url());
            org.expireTokens();

            assertThat(status(PING)).isEqualTo(201);
            assertThat(moved.requests).containsExactly("GET /ping");
        }
    }

    @Test
    void sends_a_file_whole_again_after_the_end_of_the_session() throws Exception {
        byte[] content = new byte[3_000_000];
        Arrays.fill(content, (byte) 'x');
        Path file = Files.write(folder.resolve("batch.csv"), content);
        List<Integer> received = new ArrayList<>();
        org.on("/upload", exchange -> {
            received.add(exchange.getRequestBody().readAllBytes().length);
            assertThat(exchange.getRequestHeaders().getFirst("Content-Length")).isEqualTo("3000000");
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("text/csv");
            ScriptedOrg.json(exchange, 201, "");
        });
        connect();
        assertThat(status(PING)).isEqualTo(200);
        org.expireTokens();

        OrgRequest upload = OrgRequest.of("PUT", "/upload").withBody(new OrgBody.FileBody("text/csv", file));

        assertThat(status(upload)).isEqualTo(201);
        assertThat(received).containsExactly(3_000_000);
    }

    @Test
    void sends_bytes_whole_again_after_the_end_of_the_session() throws Exception {
        AtomicReference<String> received = new AtomicReference<>();
        org.on("/call", exchange -> {
            received.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            ScriptedOrg.json(exchange, 200, "[]");
        });
        connect();
        assertThat(status(PING)).isEqualTo(200);
        org.expireTokens();
        byte[] buffer = "[1,2,3]and the rest of a larger buffer".getBytes(UTF_8);

        OrgRequest call = OrgRequest.of("POST", "/call").withBody(new OrgBody.Bytes("application/json", buffer, 7));

        assertThat(status(call)).isEqualTo(200);
        assertThat(received).hasValue("[1,2,3]");
    }

    @Test
    void reads_an_answer_beyond_the_client_s_four_mebibytes() throws Exception {
        byte[] chunk = new byte[64 * 1024];
        org.on("/results", exchange -> {
            exchange.sendResponseHeaders(200, 160L * chunk.length);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 160; i++) {
                    out.write(chunk);
                }
            }
        });
        connect();

        try (OrgResponse response = connection.send(OrgRequest.of("GET", "/results"))) {
            assertThat(response.header("content-length")).contains("10485760");
            assertThat(length(response.body())).isEqualTo(10_485_760);
        }
    }

    @Test
    void waits_longer_than_the_idle_timeout_of_the_shared_client() throws Exception {
        salesforce.setHttpClientProperties(new HashMap<>(Map.of("idleTimeout", 150, "timeout", 200)));
        org.on("/slow", exchange -> {
            TimeUnit.MILLISECONDS.sleep(700);
            ScriptedOrg.json(exchange, 200, "{}");
        });
        connect();

        assertThat(status(OrgRequest.of("GET", "/slow"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_answer_that_stays_away_is_lost_and_may_have_been_sent(boolean byRequest) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        org.on("/silent", exchange -> over.await(10, TimeUnit.SECONDS));
        connect(byRequest ? Duration.ofMinutes(10) : Duration.ofMillis(200));
        OrgRequest request = OrgRequest.of("POST", "/silent?secret=1")
                .withBody(OrgBody.json("{}"))
                .withIdleTimeout(byRequest ? Duration.ofMillis(200) : Duration.ofMinutes(10));

        assertThatThrownBy(() -> connection.send(request))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class)
                .hasMessageContaining("POST /silent")
                .hasMessageNotContaining("secret");
        over.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", "Transfer-Encoding: chunked"})
    void a_truncated_answer_fails_when_it_is_read(String framing) throws Exception {
        try (ServerSocket instance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread cutter = new Thread(() -> answerAndCut(instance, framing));
            cutter.start();
            org.instanceUrl("http://127.0.0.1:" + instance.getLocalPort());
            connect();

            try (OrgResponse response = connection.send(OrgRequest.of("GET", "/cut"))) {
                assertThat(response.status()).isEqualTo(200);
                assertThatThrownBy(() -> length(response.body())).isInstanceOf(IOException.class);
            }
            cutter.join();
        }
    }

    private static void answerAndCut(ServerSocket server, String framing) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n5\r\nhello\r\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_connection_cut_before_the_answer_may_have_been_sent() throws Exception {
        org.on("/vanish", exchange -> exchange.close());
        connect();

        assertThatThrownBy(() -> connection.send(OrgRequest.of("POST", "/vanish")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NotSentException.class);
    }

    @Test
    void an_org_that_is_not_there_was_not_sent_anything() throws Exception {
        salesforce.setLoginUrl("http://127.0.0.1:" + closedPort());
        connect();

        assertThatThrownBy(() -> connection.send(PING))
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isFalse())
                .hasMessageContaining("camel.component.salesforce.loginUrl")
                .hasMessageContaining("refused");
    }

    @Test
    void an_instance_that_is_not_there_was_not_sent_anything() throws Exception {
        org.instanceUrl("http://127.0.0.1:" + closedPort());
        connect();

        assertThatThrownBy(() -> connection.send(PING))
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isFalse())
                .hasMessageContaining("GET /ping");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void a_refused_password_is_final_and_says_what_to_check(int status) throws Exception {
        org.onLogin(exchange -> ScriptedOrg.json(
                exchange, status, "{\"error\":\"invalid_grant\",\"error_description\":\"authentication failure\"}"));
        connect();

        assertThatThrownBy(() -> connection.send(PING))
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isTrue())
                .hasMessageContaining("invalid_grant: authentication failure")
                .hasMessageContaining("camel.component.salesforce.password")
                .hasMessageNotContaining("secret,");
        assertThat(connection.loginFailure()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Token"})
    void a_refused_client_does_not_hang(String challenge) throws Exception {
        org.onLogin(exchange -> {
            if (!challenge.isEmpty()) {
                exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            }
            ScriptedOrg.json(exchange, 401, "{\"error\":\"invalid_client\"}");
        });
        connect();

        assertThatThrownBy(() -> connection.send(PING))
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isTrue())
                .hasMessageContaining("camel.component.salesforce.clientSecret");
    }

    @Test
    void a_login_server_that_is_down_may_come_back() throws Exception {
        org.onLogin(exchange -> ScriptedOrg.answer(exchange, 503, "text/html", "<html>maintenance</html>"));
        connect();

        assertThatThrownBy(() -> connection.send(PING))
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isFalse());
        org.onLogin(org::giveToken);
        assertThat(status(PING)).isEqualTo(200);
        assertThat(connection.loginFailure()).isNull();
    }

    @Test
    void a_login_page_in_place_of_a_token_is_final() throws Exception {
        org.onLogin(exchange -> ScriptedOrg.json(exchange, 200, "{\"access_token\":\"x\"}"));
        connect();

        assertThatThrownBy(() -> connection.send(PING))
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isTrue())
                .hasMessageContaining("loginUrl");
    }

    @Test
    void requests_that_wait_for_a_refused_login_share_the_refusal() throws Exception {
        org.onLogin(exchange -> {
            TimeUnit.MILLISECONDS.sleep(500);
            ScriptedOrg.json(exchange, 400, "{\"error\":\"invalid_grant\"}");
        });
        connect();

        List<Throwable> failures = inParallel(8, () -> catchThrowable(() -> connection.send(PING)));

        assertThat(failures).allSatisfy(e -> assertThat(e).isInstanceOf(NotSentException.class));
        assertThat(org.logins).hasValue(1);
    }

    @Test
    void handles_the_end_of_a_session_that_comes_without_a_challenge() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        org.on("/bare", exchange -> {
            if (calls.incrementAndGet() == 1) {
                ScriptedOrg.json(exchange, 401, "[{\"errorCode\":\"INVALID_SESSION_ID\"}]");
            } else {
                ScriptedOrg.json(exchange, 200, "{}");
            }
        });
        connect();

        assertThat(status(OrgRequest.of("GET", "/bare"))).isEqualTo(200);
        assertThat(org.logins).hasValue(2);
    }

    @Test
    void hands_on_an_answer_that_says_twice_that_the_session_is_over() throws Exception {
        org.on("/never", exchange -> ScriptedOrg.json(exchange, 401, "[{\"errorCode\":\"INVALID_SESSION_ID\"}]"));
        connect();

        try (OrgResponse response = connection.send(OrgRequest.of("GET", "/never"))) {
            assertThat(response.status()).isEqualTo(401);
            assertThat(new String(response.body().readAllBytes(), UTF_8)).contains("INVALID_SESSION_ID");
        }
        assertThat(org.logins).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><error><exceptionCode>InvalidSessionId</exceptionCode></error>",
                "{\"exceptionCode\" : \"InvalidSessionId\",\"exceptionMessage\":\"Invalid session id\"}"
            })
    void logs_in_again_when_bulk_1_0_says_so_with_http_400(String body) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        org.on("/services/async/62.0/job", exchange -> {
            if (calls.incrementAndGet() == 1) {
                ScriptedOrg.answer(exchange, 400, "text/xml", body);
            } else {
                ScriptedOrg.json(exchange, 201, "{}");
            }
        });
        connect();

        assertThat(status(OrgRequest.of("POST", "/services/async/62.0/job"))).isEqualTo(201);
        assertThat(org.logins).hasValue(2);
    }

    @Test
    void hands_on_any_other_http_400_with_its_body() throws Exception {
        String body = "[{\"message\":\"exceptionCode InvalidSessionId\",\"errorCode\":\"INVALID_FIELD\"}]";
        org.on("/bad", exchange -> ScriptedOrg.json(exchange, 400, body));
        connect();

        try (OrgResponse response = connection.send(OrgRequest.of("POST", "/bad"))) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
            assertThat(new String(response.body().readAllBytes(), UTF_8)).isEqualTo(body);
        }
        assertThat(org.logins).hasValue(1);
    }

    @Test
    void an_expired_password_is_final_and_no_login_is_tried() throws Exception {
        org.on(
                "/expired",
                exchange -> ScriptedOrg.json(
                        exchange, 401, "[{\"errorCode\":\"INVALID_OPERATION_WITH_EXPIRED_PASSWORD\"}]"));
        connect();

        assertThatThrownBy(() -> connection.send(OrgRequest.of("GET", "/expired")))
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isTrue());
        assertThat(org.logins).hasValue(1);
    }

    @Test
    void sends_headers_and_does_not_follow_redirects() throws Exception {
        org.on("/old", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Sforce-Call-Options"))
                    .isEqualTo("client=hub");
            exchange.getResponseHeaders().add("Location", "http://example.invalid/");
            ScriptedOrg.json(exchange, 302, "");
        });
        connect();

        assertThat(status(OrgRequest.of("GET", "/old").withHeader("Sforce-Call-Options", "client=hub")))
                .isEqualTo(302);
    }

    @Test
    void an_interrupted_wait_ends_at_once() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        org.on("/wait", exchange -> {
            asked.countDown();
            over.await(20, TimeUnit.SECONDS);
        });
        connect();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread =
                new Thread(() -> thrown.set(catchThrowable(() -> connection.send(OrgRequest.of("GET", "/wait")))));
        thread.start();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        thread.interrupt();
        thread.join(5_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        over.countDown();
    }

    @Test
    void keeps_to_the_most_requests_at_a_time() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        org.on("/count", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(30);
            now.decrementAndGet();
            ScriptedOrg.json(exchange, 200, "{}");
        });
        connect(Duration.ofMinutes(1), "62.0", 2);

        assertThat(inParallel(8, () -> status(OrgRequest.of("GET", "/count")))).containsOnly(200);
        assertThat(most).hasValue(2);
    }

    @Test
    void asks_once_whether_the_org_speaks_the_version() throws Exception {
        connect();

        connection.identity();
        connection.identity();

        assertThat(org.requests).containsOnlyOnce("GET /services/data");
        assertThat(connection.apiVersion()).isEqualTo("62.0");
    }

    @Test
    void a_version_that_the_org_does_not_speak_is_final() throws Exception {
        connect(Duration.ofMinutes(1), "99.0", 25);

        assertThatThrownBy(() -> connection.identity())
                .isInstanceOfSatisfying(
                        NotSentException.class, e -> assertThat(e.isPermanent()).isTrue())
                .hasMessageContaining("apiVersion 99.0")
                .hasMessageContaining("61.0 to 63.0");
    }

    private void connect() {
        connect(Duration.ofMinutes(10));
    }

    private void connect(Duration idleTimeout) {
        connect(idleTimeout, "62.0", 25);
    }

    private void connect(Duration idleTimeout, String version, int maxConcurrentRequests) {
        camel.start();
        connection = new CamelOrgConnection(
                salesforce, "salesforce", version, OrgPermits.of(camel), maxConcurrentRequests, idleTimeout);
    }

    private int status(OrgRequest request) throws IOException, InterruptedException {
        try (OrgResponse response = connection.send(request)) {
            length(response.body());
            return response.status();
        }
    }

    private static long length(InputStream in) throws IOException {
        return in.transferTo(OutputStream.nullOutputStream());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static <T> List<T> inParallel(int threads, Callable<T> action) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    return action.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
