/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrgServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Router router = new Router();
    private final ApiUsage usage = new ApiUsage(Clock.systemUTC(), 15_000);
    private final OrgServer server = new OrgServer(
            ServerSettings.standard(),
            router,
            (call, family) -> new Session("sid", "005", "user", "System Administrator", "00D", ""),
            usage,
            List.of());

    @BeforeEach
    void start() throws IOException {
        router.add(
                Route.rest("GET", "/services/data/v{version}/limits", "Limits"),
                call -> Answer.json(200, Map.of("a", 1)));
        router.add(
                Route.rest("PATCH", "/services/data/v{version}/sobjects/{object}/{field}/{value}", "Upsert"),
                call -> Answer.json(200, List.of(call.parameter("object"), call.parameter("value"))));
        router.add(
                Route.rest("POST", "/services/data/v{version}/echo", "Echo").maxBody(1000),
                call -> Answer.bytes(201, "text/csv", call.body().readAllBytes()));
        router.add(
                Route.of(Family.OAUTH, "GET", "/services/oauth2/cut", "Cut"),
                call -> Answer.text(200, "text/plain", "0123456789").ending(Ending.DROPPED));
        router.add(
                Route.of(Family.OAUTH, "GET", "/services/oauth2/short", "Short"),
                call -> Answer.text(200, "text/plain", "0123456789").ending(new Ending(4, java.time.Duration.ZERO, 2)));
        router.add(Route.of(Family.BULK1, "GET", "/services/async/{version}/job/{id}", "Job"), call -> {
            throw new ApiException(400, "InvalidJob", "Invalid job id: <" + call.parameter("id"));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answers_compact_json_with_the_usage_header() throws Exception {
        HttpResponse<String> response = send(get("/services/data/v60.0/limits"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"a\":1}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(response.headers().firstValue("Sforce-Limit-Info")).contains("api-usage=1/15000");
    }

    @Test
    void prints_pretty_on_request() throws Exception {
        assertThat(send(get("/services/data/v60.0/limits").header("X-PrettyPrint", "1"))
                        .body())
                .isEqualTo("{\n  \"a\" : 1\n}");
    }

    @Test
    void answers_xml_by_suffix_and_by_accept() throws Exception {
        String expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Result><a>1</a></Result>";
        assertThat(send(get("/services/data/v60.0/limits.xml")).body()).isEqualTo(expected);
        assertThat(send(get("/services/data/v60.0/limits").header("Accept", "application/xml"))
                        .body())
                .isEqualTo(expected);
        assertThat(send(get("/services/data/v60.0/limits.json")).body()).isEqualTo("{\"a\":1}");
    }

    @Test
    void an_unknown_path_is_not_found_with_the_code_first() throws Exception {
        HttpResponse<String> response = send(get("/services/data/v60.0/nothing"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("[{\"errorCode\":\"NOT_FOUND\",\"message\":\"The requested resource does not exist\"}]");
    }

    @Test
    void a_bad_version_is_not_found_and_shows_no_usage() throws Exception {
        HttpResponse<String> response = send(get("/services/data/viAmABadVersion/limits"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Sforce-Limit-Info")).isEmpty();
    }

    @Test
    void another_method_is_not_allowed_and_the_allowed_ones_are_named() throws Exception {
        HttpResponse<String> response =
                send(request("/services/data/v60.0/limits").method("PATCH", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.body())
                .isEqualTo("[{\"message\":\"HTTP Method 'PATCH' not allowed. Allowed are GET,HEAD\","
                        + "\"errorCode\":\"METHOD_NOT_ALLOWED\"}]");
    }

    @Test
    void a_post_may_stand_for_a_patch_and_values_are_decoded() throws Exception {
        HttpResponse<String> response =
                send(request("/services/data/v60.0//sobjects/Account/Ext__c/a%2Fb+c.xml/?_HttpMethod=PATCH")
                        .POST(BodyPublishers.ofString("{}")));
        assertThat(response.body()).isEqualTo("[\"Account\",\"a/b+c.xml\"]");
    }

    @Test
    void reads_and_writes_gzip() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("a,b".getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<byte[]> response = client.send(
                request("/services/data/v60.0/echo")
                        .header("Content-Encoding", "gzip")
                        .header("Accept-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())))
                .hasContent("a,b");
    }

    @Test
    void a_body_that_nobody_read_does_not_cost_the_connection() throws Exception {
        for (int i = 0; i < 50; i++) {
            HttpResponse<String> response =
                    send(request("/services/data/v60.0/nothing").POST(BodyPublishers.ofByteArray(new byte[200_000])));
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().firstValue("Connection")).isEmpty();
        }
    }

    @Test
    void a_body_above_the_cap_is_refused() throws Exception {
        HttpResponse<String> response =
                send(request("/services/data/v60.0/echo").POST(BodyPublishers.ofByteArray(new byte[1001])));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void a_long_uri_and_long_headers_are_refused() throws Exception {
        assertThat(send(get("/services/data/v60.0/limits?q=" + "x".repeat(17_000)))
                        .statusCode())
                .isEqualTo(414);
        assertThat(send(get("/services/data/v60.0/limits").header("X-Long", "x".repeat(17_000)))
                        .statusCode())
                .isEqualTo(431);
        assertThat(send(get("/services/data/v60.0/limits?q=" + "x".repeat(16_000)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void cuts_the_connection_before_an_answer() {
        assertThatThrownBy(() -> send(get("/services/oauth2/cut"))).isInstanceOf(IOException.class);
        assertThat(server.requests().list()).last().satisfies(entry -> {
            assertThat(entry.route()).isEqualTo("GET /services/oauth2/cut");
            assertThat(entry.status()).isZero();
        });
    }

    @Test
    void cuts_the_connection_inside_an_answer() {
        assertThatThrownBy(() -> send(get("/services/oauth2/short"))).isInstanceOf(IOException.class);
    }

    @Test
    void bulk_1_errors_are_xml_or_json_as_the_caller_speaks() throws Exception {
        assertThat(send(get("/services/async/60.0/job/1")).body())
                .contains("<exceptionCode>InvalidJob</exceptionCode>")
                .contains("<exceptionMessage>Invalid job id: &lt;1</exceptionMessage>");
        assertThat(send(get("/services/async/60.0/job/1").header("Content-Type", "application/json"))
                        .body())
                .isEqualTo("{\"exceptionCode\":\"InvalidJob\",\"exceptionMessage\":\"Invalid job id: <1\"}");
    }

    @Test
    void the_quota_ends_calls_with_403() throws Exception {
        usage.max(1);
        send(get("/services/data/v60.0/limits"));
        HttpResponse<String> response = send(get("/services/data/v60.0/limits"));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body())
                .isEqualTo(
                        "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }
}
