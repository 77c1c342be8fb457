/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import static io.sfsync.localorg.junit.OrgClient.json;
import static io.sfsync.localorg.junit.OrgClient.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.localorg.junit.OrgClient;
import io.sfsync.localorg.junit.Rows;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryJobCallsTest {

    private static final String JOBS = "/services/data/v60.0/jobs/query";

    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    private OrgClient client;

    @BeforeEach
    void logIn() {
        client = new OrgClient(ORG.org());
    }

    @Test
    void the_answers_have_the_recorded_keys_in_the_recorded_order() throws Exception {
        HttpResponse<String> created = create(JOBS, "select id from account", Map.of());

        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(keys(created))
                .containsExactly(
                        "id",
                        "operation",
                        "object",
                        "createdById",
                        "createdDate",
                        "systemModstamp",
                        "state",
                        "concurrencyMode",
                        "contentType",
                        "apiVersion",
                        "lineEnding",
                        "columnDelimiter");
        assertThat(created.body())
                .contains("\"object\":\"Account\",", "\"state\":\"UploadComplete\",", "\"apiVersion\":60.0,");
        assertThat(id(created)).matches("750\\w{15}");
        assertThat(states(JOBS, id(created))).containsSubsequence("InProgress", "JobComplete");
        assertThat(keys(client.send("GET", JOBS + "/" + id(created), "")))
                .containsExactly(
                        "id",
                        "operation",
                        "object",
                        "createdById",
                        "createdDate",
                        "systemModstamp",
                        "state",
                        "concurrencyMode",
                        "contentType",
                        "apiVersion",
                        "jobType",
                        "lineEnding",
                        "columnDelimiter",
                        "numberRecordsProcessed",
                        "retries",
                        "totalProcessingTime",
                        "isPkChunkingSupported");
    }

    @Test
    void results_are_quoted_throughout() throws Exception {
        String account =
                Rows.insert(ORG.org(), "Account", Map.of("Name", "A \"quoted\", name", "NumberOfEmployees", "7"));
        Rows.insert(ORG.org(), "Contact", Map.of("LastName", "Child", "AccountId", account));

        HttpResponse<String> results = finished(
                JOBS, "select lastname, account.name, email, account.numberofemployees from contact", Map.of(), "");

        assertThat(results.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(results.headers().firstValue("Sforce-Locator")).hasValue("null");
        assertThat(results.headers().firstValue("Sforce-NumberOfRecords")).hasValue("1");
        assertThat(results.body()).isEqualTo("""
                        "LastName","Account.Name","Email","Account.NumberOfEmployees"
                        "Child","A ""quoted"", name","","7"
                        """);
    }

    @Test
    void nothing_found_is_a_header() throws Exception {
        HttpResponse<String> results = finished(JOBS, "SELECT Id, Name FROM Account", Map.of(), "");

        assertThat(results.body()).isEqualTo("\"Id\",\"Name\"\n");
        assertThat(results.headers().firstValue("Sforce-NumberOfRecords")).hasValue("0");
    }

    @Test
    void pages_are_found_by_locators() throws Exception {
        Rows.insert(ORG.org(), "Account", 2500, i -> Map.of("Name", "Row %04d".formatted(i)));
        String id = id(create(JOBS, "SELECT Name FROM Account ORDER BY Name", Map.of()));
        states(JOBS, id);

        List<String> rows = new ArrayList<>();
        String locator = "";
        int pages = 0;
        while (!locator.equals("null")) {
            String query = "?maxRecords=1000" + (locator.isEmpty() ? "" : "&locator=" + locator);
            HttpResponse<String> page = client.send("GET", JOBS + "/" + id + "/results" + query, "");
            page.body().lines().skip(1).forEach(rows::add);
            locator = page.headers().firstValue("Sforce-Locator").orElseThrow();
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(rows).hasSize(2500).isSorted().doesNotHaveDuplicates();
        String second =
                Base64.getUrlEncoder().withoutPadding().encodeToString("1000".getBytes(StandardCharsets.US_ASCII));
        assertThat(client.send("GET", JOBS + "/" + id + "/results?locator=" + second, "")
                        .body()
                        .lines())
                .hasSize(1501);
    }

    @Test
    void columns_stood_in_alphabetical_order_before_version_50() throws Exception {
        String old = "/services/data/v49.0/jobs/query";
        Rows.insert(ORG.org(), "Account", Map.of("Name", "A", "AccountNumber", "1"));

        assertThat(finished(old, "SELECT Name, AccountNumber FROM Account", Map.of(), "")
                        .body())
                .isEqualTo("\"AccountNumber\",\"Name\"\n\"1\",\"A\"\n");
    }

    @Test
    void the_dialect_can_be_chosen() throws Exception {
        Rows.insert(ORG.org(), "Account", Map.of("Name", "A", "AccountNumber", "1"));
        Map<String, String> dialect = Map.of("columnDelimiter", "PIPE", "lineEnding", "CRLF");

        assertThat(finished(JOBS, "SELECT Name, AccountNumber FROM Account", dialect, "")
                        .body())
                .isEqualTo("\"Name\"|\"AccountNumber\"\r\n\"A\"|\"1\"\r\n");
    }

    @Test
    void another_version_is_a_conflict() throws Exception {
        String id = id(create(JOBS, "SELECT Id FROM Account", Map.of()));
        states(JOBS, id);

        assertThat(client.send("GET", "/services/data/v61.0/jobs/query/" + id + "/results", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT COUNT() FROM Account | API_ERROR | COUNT not supported in Bulk Query",
                "SELECT Industry FROM Account GROUP BY Industry | API_ERROR | Aggregate functions and GROUP BY not supported",
                "SELECT Id FROM Account OFFSET 5 | API_ERROR | OFFSET not supported in Bulk Query",
                "SELECT (SELECT Id FROM Contacts) FROM Account | API_ERROR | Aggregate Relationships not supported in Bulk V2 Query with CSV",
                "SELECT TYPEOF What WHEN Account THEN Phone END FROM Task | API_ERROR | TYPEOF not supported in Bulk Query",
                "SELECT BillingAddress FROM Account | API_ERROR | Selecting compound data not supported in Bulk Query",
                "SELECT Nope FROM Account | INVALID_FIELD | No such column 'Nope' on entity 'Account'",
                "SELEKT Id FROM Account | MALFORMED_QUERY | unexpected token: SELEKT"
            })
    void what_bulk_does_not_take_is_refused(String query, String code, String message) throws Exception {
        HttpResponse<String> answer = create(JOBS, query, Map.of());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path(0).path("errorCode").asText()).isEqualTo(code);
        assertThat(json(answer).path(0).path("message").asText()).contains(message);
    }

    @Test
    void wrong_values_of_the_request_are_named() throws Exception {
        assertThat(client.send("POST", JOBS, "{\"operation\":\"export\",\"query\":\"SELECT Id FROM Account\"}")
                        .body())
                .contains("Invalid value: 'export' supplied for property: 'operation'");
        assertThat(client.send("POST", JOBS, "{\"operation\":\"query\",\"qury\":\"\"}")
                        .body())
                .contains("InvalidJob : Unable to parse Job");
        assertThat(client.send("POST", JOBS, "nonsense").body()).contains("InvalidJob : Unable to parse Job");
    }

    @Test
    void a_job_that_has_ended_can_be_listed_and_deleted_but_not_aborted() throws Exception {
        String id = id(create(JOBS, "SELECT Id FROM Account", Map.of()));
        states(JOBS, id);

        HttpResponse<String> abort = client.send("PATCH", JOBS + "/" + id, "{\"state\":\"Aborted\"}");
        assertThat(abort.statusCode()).isEqualTo(400);
        assertThat(abort.body()).contains("INVALIDJOBSTATE", "Aborting already Completed Job not allowed");
        HttpResponse<String> list = client.send("GET", JOBS, "");
        assertThat(keys(list)).containsExactly("done", "records", "nextRecordsUrl");
        assertThat(json(list).path("records").findValuesAsText("id")).contains(id);
        assertThat(client.send("DELETE", JOBS + "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(client.send("GET", JOBS + "/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_job_can_be_aborted_until_its_end_was_seen() throws Exception {
        String id = id(create(JOBS, "SELECT Id FROM Account", Map.of()));

        HttpResponse<String> abort = client.send("PATCH", JOBS + "/" + id, "{\"state\":\"Aborted\"}");

        assertThat(abort.statusCode()).isEqualTo(200);
        assertThat(json(client.send("GET", JOBS + "/" + id, "")).path("state").asText())
                .isEqualTo("Aborted");
    }

    @Test
    void result_pages_are_listed_from_version_58_on() throws Exception {
        Rows.insert(ORG.org(), "Account", Map.of("Name", "A"));
        String id = id(create(JOBS, "SELECT Name FROM Account", Map.of()));
        states(JOBS, id);

        HttpResponse<String> pages = client.send("GET", JOBS + "/" + id + "/resultPages", "");

        assertThat(json(pages).path("done").asBoolean()).isTrue();
        String url = json(pages).path("resultPages").path(0).path("resultUrl").asText();
        assertThat(client.send("GET", url, "").body()).isEqualTo("\"Name\"\n\"A\"\n");
    }

    private HttpResponse<String> create(String jobs, String query, Map<String, String> more) throws Exception {
        Map<String, String> body = new LinkedHashMap<>(Map.of("operation", "query", "query", query));
        body.putAll(more);
        return client.send("POST", jobs, Json.MAPPER.writeValueAsString(body));
    }

    private HttpResponse<String> finished(String jobs, String query, Map<String, String> more, String parameters)
            throws Exception {
        String id = id(create(jobs, query, more));
        states(jobs, id);
        return client.send("GET", jobs + "/" + id + "/results" + parameters, "");
    }

    /** The states that polls show until the job has ended. */
    private List<String> states(String jobs, String id) {
        List<String> states = new ArrayList<>();
        Awaitility.await().until(() -> {
            states.add(
                    json(client.send("GET", jobs + "/" + id, "")).path("state").asText());
            return states.get(states.size() - 1).equals("JobComplete");
        });
        return states;
    }

    private static String id(HttpResponse<String> answer) throws Exception {
        return json(answer).path("id").asText();
    }
}
