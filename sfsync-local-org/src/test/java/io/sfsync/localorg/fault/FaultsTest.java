/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    private static final String JOBS = "/services/data/v60.0/jobs/ingest";

    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    @BeforeEach
    void logIn() {
        token = ORG.org().accessToken();
    }

    @Test
    void the_session_expires_at_the_request_that_was_named() throws Exception {
        arm("{\"name\":\"session-expires\",\"match\":\"jobs/ingest\",\"at\":2}");
        assertThat(send("GET", JOBS, "").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = send("GET", JOBS, "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Token");
        assertThat(send("GET", JOBS, "").statusCode()).isEqualTo(401);
        logIn();
        assertThat(send("GET", JOBS, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable, 503, SERVER_UNAVAILABLE",
        "server-error, 500, UNKNOWN_EXCEPTION",
        "throttled, 429, REQUEST_LIMIT_EXCEEDED",
        "limit-reached, 403, REQUEST_LIMIT_EXCEEDED"
    })
    void a_burst_of_errors_lasts_as_long_as_it_was_told(String name, int status, String code) throws Exception {
        arm("[{\"name\":\"" + name + "\",\"times\":2}]");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = send("POST", JOBS, "{\"object\":\"Account\",\"operation\":\"insert\"}");
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).contains(code);
        }
        assertThat(Json.MAPPER.readTree(send("GET", JOBS, "").body()).get("records"))
                .isEmpty();
        assertThat(ORG.org().faults().strikes(FaultName.of(name))).isEqualTo(2);
    }

    @Test
    void a_connection_dropped_before_leaves_no_job_and_one_dropped_after_does() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.DROP_BEFORE).match("POST /services/data"));
        String body = "{\"object\":\"Account\",\"operation\":\"insert\"}";
        assertThatThrownBy(() -> send("POST", JOBS, body)).isInstanceOf(IOException.class);
        assertThat(jobs()).isZero();

        ORG.org().faults().add(Fault.of(FaultName.DROP_AFTER).match("POST /services/data"));
        assertThatThrownBy(() -> send("POST", JOBS, body)).isInstanceOf(IOException.class);
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void a_truncated_answer_declares_more_than_it_sends() throws Exception {
        String id = run("Name\nA\nB\n");
        ORG.org()
                .faults()
                .add(Fault.of(FaultName.TRUNCATE).match("successfulResults").bytes(30));
        assertThatThrownBy(() -> send("GET", JOBS + "/" + id + "/successfulResults", ""))
                .isInstanceOf(IOException.class);
        assertThat(send("GET", JOBS + "/" + id + "/successfulResults", "")
                        .body()
                        .lines())
                .hasSize(3);
    }

    @Test
    void a_slow_answer_takes_its_time() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.SLOW).delay(Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertThat(send("GET", JOBS, "").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void junk_is_html_with_status_200() throws Exception {
        ORG.org().faults().add(Fault.of(FaultName.JUNK));
        HttpResponse<String> response = send("GET", JOBS, "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("<html>");
    }

    @Test
    void a_job_fails_after_a_chunk_and_the_rest_is_unprocessed() throws Exception {
        arm("{\"name\":\"job-fails\",\"match\":\"Account\",\"chunk\":1}");
        StringBuilder data = new StringBuilder("Name\n");
        for (int i = 0; i < 450; i++) {
            data.append('N').append(i).append('\n');
        }
        String id = run(data.toString());
        JsonNode info = Json.MAPPER.readTree(send("GET", JOBS + "/" + id, "").body());
        assertThat(info.get("state").asText()).isEqualTo("Failed");
        assertThat(info.get("numberRecordsProcessed").asInt()).isEqualTo(200);
        assertThat(send("GET", JOBS + "/" + id + "/successfulResults", "")
                        .body()
                        .lines())
                .hasSize(201);
        assertThat(send("GET", JOBS + "/" + id + "/unprocessedrecords", "")
                        .body()
                        .lines())
                .hasSize(251)
                .startsWith("Name", "N200");
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(200);
    }

    @Test
    void rows_lock() throws Exception {
        arm("{\"name\":\"rows-lock\",\"rows\":1}");
        String id = run("Name\nA\nB\n");
        assertThat(send("GET", JOBS + "/" + id + "/failedResults", "").body())
                .contains("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--");
    }

    @Test
    void a_slow_job_can_be_aborted_at_once() throws Exception {
        arm("{\"name\":\"job-slow\",\"delay\":\"PT60S\"}");
        String id = start("Name\nA\n");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> state(id).equals("InProgress"));
        assertThat(send("PATCH", JOBS + "/" + id, "{\"state\":\"Aborted\"}").statusCode())
                .isEqualTo(200);
        assertThat(state(id)).isEqualTo("Aborted");
    }

    @Test
    void results_come_late() throws Exception {
        String id = run("Name\nA\n");
        arm("{\"name\":\"results-late\",\"match\":\"successfulResults\"}");
        assertThat(send("GET", JOBS + "/" + id + "/successfulResults", "")
                        .body()
                        .lines())
                .hasSize(1);
        assertThat(send("GET", JOBS + "/" + id + "/successfulResults", "")
                        .body()
                        .lines())
                .hasSize(2);
    }

    @Test
    void pages_of_query_results_are_small() throws Exception {
        run("Name\nA\nB\n");
        String queries = "/services/data/v60.0/jobs/query";
        String created = send("POST", queries, "{\"operation\":\"query\",\"query\":\"SELECT Name FROM Account\"}")
                .body();
        String id = Json.MAPPER.readTree(created).get("id").asText();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> send("GET", queries + "/" + id, "").body().contains("JobComplete"));
        arm("{\"name\":\"results-small\",\"match\":\"results\",\"rows\":1}");
        HttpResponse<String> page = send("GET", queries + "/" + id + "/results", "");
        assertThat(page.headers().firstValue("Sforce-NumberOfRecords")).contains("1");
        assertThat(page.headers().firstValue("Sforce-Locator")).isPresent().isNotEqualTo(Optional.of("null"));
        assertThat(send("GET", queries + "/" + id + "/results", "").body().lines())
                .hasSize(3);
    }

    @Test
    void what_was_received_can_be_read_back() throws Exception {
        send("GET", JOBS, "");
        JsonNode received =
                Json.MAPPER.readTree(send("GET", "/control/requests", "").body());
        assertThat(received.get("countsByRoute")
                        .get("GET /services/data/v{version}/jobs/ingest")
                        .asInt())
                .isEqualTo(1);
        assertThat(received.get("last").get(0).get("status").asInt()).isEqualTo(200);
        assertThat(send("POST", "/control/reset", "").statusCode()).isEqualTo(204);
        assertThat(Json.MAPPER
                        .readTree(send("GET", "/control/requests", "").body())
                        .get("last"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"name\":\"nonsense\"}|there is no fault named 'nonsense'",
                "{\"name\":\"slow\",\"wait\":1}|a fault has no 'wait'",
                "{\"name\":\"slow\",\"delay\":\"soon\"}|must be an ISO 8601 duration",
                "{\"name\":\"slow\",\"at\":0}|at of a fault must be at least 1, was 0",
                "{\"name\":\"slow\",\"at\":\"x\"}|must be a whole number",
            })
    void a_wrong_fault_is_refused_with_what_would_be_right(String fault, String message) throws Exception {
        HttpResponse<String> response = send("POST", "/control/faults", fault);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }

    private void arm(String fault) throws Exception {
        assertThat(send("POST", "/control/faults", fault).statusCode()).isEqualTo(204);
    }

    private int jobs() throws Exception {
        return Json.MAPPER.readTree(send("GET", JOBS, "").body()).get("records").size();
    }

    private String state(String id) throws Exception {
        return Json.MAPPER
                .readTree(send("GET", JOBS + "/" + id, "").body())
                .get("state")
                .asText();
    }

    private String start(String data) throws Exception {
        String created = send("POST", JOBS, "{\"object\":\"Account\",\"operation\":\"insert\"}")
                .body();
        String id = Json.MAPPER.readTree(created).get("id").asText();
        send("PUT", JOBS + "/" + id + "/batches", data);
        send("PATCH", JOBS + "/" + id, "{\"state\":\"UploadComplete\"}");
        return id;
    }

    private String run(String data) throws Exception {
        String id = start(data);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> state(id).matches("JobComplete|Failed"));
        return id;
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(ORG.url() + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
