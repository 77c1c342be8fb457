/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.junit.LocalOrgExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestCallsTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    @BeforeEach
    void logIn() {
        token = ORG.org().accessToken();
    }

    @RepeatedTest(20)
    void the_answer_to_a_close_is_upload_complete_however_fast_the_job_runs() throws Exception {
        String id = id(create("{\"object\":\"Account\",\"operation\":\"insert\"}"));
        upload(id, "Name\nA\n");

        assertThat(send("PATCH", "/" + id, "{\"state\":\"UploadComplete\"}").body())
                .contains("\"state\":\"UploadComplete\"");
    }

    @Test
    void the_answers_have_the_recorded_keys_in_the_recorded_order() throws Exception {
        HttpResponse<String> created =
                create("{\"object\":\"account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"id\"}");
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
                        "externalIdFieldName",
                        "concurrencyMode",
                        "contentType",
                        "apiVersion",
                        "contentUrl",
                        "lineEnding",
                        "columnDelimiter");
        assertThat(created.body())
                .contains("\"object\":\"Account\"")
                .contains("\"apiVersion\":60.0")
                .contains("\"contentUrl\":\"services/data/v60.0/jobs/ingest/" + id(created) + "/batches\"");

        assertThat(keys(send("GET", "/" + id(created), "")))
                .containsExactly(
                        "id",
                        "operation",
                        "object",
                        "createdById",
                        "createdDate",
                        "systemModstamp",
                        "state",
                        "externalIdFieldName",
                        "concurrencyMode",
                        "contentType",
                        "apiVersion",
                        "jobType",
                        "contentUrl",
                        "lineEnding",
                        "columnDelimiter",
                        "retries",
                        "totalProcessingTime",
                        "apiActiveProcessingTime",
                        "apexProcessingTime");

        HttpResponse<String> put = upload(id(created), "Name\nA\n");
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.body()).isEmpty();

        HttpResponse<String> closed = send("PATCH", "/" + id(created), "{\"state\":\"UploadComplete\"}");
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(keys(closed))
                .containsExactly(
                        "id",
                        "operation",
                        "object",
                        "createdById",
                        "createdDate",
                        "systemModstamp",
                        "state",
                        "externalIdFieldName",
                        "concurrencyMode",
                        "contentType",
                        "apiVersion");
        List<String> states = states(id(created));
        assertThat(states).endsWith("InProgress", "JobComplete");
        assertThat(keys(send("GET", "/" + id(created), "")))
                .containsSubsequence(
                        "jobType",
                        "lineEnding",
                        "columnDelimiter",
                        "numberRecordsProcessed",
                        "numberRecordsFailed",
                        "retries");
    }

    @Test
    void results_echo_the_rows_and_say_what_became_of_them() throws Exception {
        String id =
                run("insert", "", "Name,\"Industry\",NumberOfEmployees\n\"A \"\"x\"\"\",Energy,5\n,Energy,6\nB,,x\n");
        JsonNode info = json(send("GET", "/" + id, ""));
        assertThat(info.get("state").asText()).isEqualTo("JobComplete");
        assertThat(info.get("numberRecordsProcessed").asInt()).isEqualTo(3);
        assertThat(info.get("numberRecordsFailed").asInt()).isEqualTo(2);

        HttpResponse<String> successful = send("GET", "/" + id + "/successfulResults", "");
        assertThat(successful.headers().firstValue("Content-Type")).contains("text/csv");
        assertThat(successful.body())
                .matches("\"sf__Id\",\"sf__Created\",Name,\"Industry\",NumberOfEmployees\n"
                        + "\"001[A-Za-z0-9]{15}\",\"true\",\"A \"\"x\"\"\",\"Energy\",\"5\"\n");
        assertThat(send("GET", "/" + id + "/failedResults", "").body().lines())
                .containsExactlyInAnyOrder(
                        "\"sf__Id\",\"sf__Error\",Name,\"Industry\",NumberOfEmployees",
                        "\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",\"\",\"Energy\",\"6\"",
                        "\"\",\"INVALID_FIELD:Failed to deserialize field at col 2. Due to, 'x' is not a valid value for the"
                                + " type xsd:int:NumberOfEmployees --\",\"B\",\"\",\"x\"");
        assertThat(send("GET", "/" + id + "/unprocessedRecords/", "").body())
                .isEqualTo("Name,\"Industry\",NumberOfEmployees\n");
        assertThat(ORG.org().query("SELECT Name FROM Account")).hasSize(1);
    }

    @Test
    void rows_come_back_in_another_order_and_complete() throws Exception {
        StringBuilder data = new StringBuilder("Name\n");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            names.add("\"N" + i + "\"");
            data.append('N').append(i).append('\n');
        }
        String id = run("insert", "", data.toString());
        List<String> rows = send("GET", "/" + id + "/successfulResults", "")
                .body()
                .lines()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(names).isNotEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"object\":\"Nope\",\"operation\":\"insert\"}|INVALIDJOB|InvalidJob : Unable to find object: Nope",
                "{\"object\":\"Account\",\"operation\":\"upsert\"}|INVALIDJOB|InvalidJob : External ID was blank for Account. An External ID must be specified for upsert.",
                "{\"object\":\"Account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"\"}|INVALIDJOB|InvalidJob : Field name provided,  does not match an External ID for Account",
                "{\"object\":\"Account\",\"operation\":\"\"}|API_ERROR|Invalid value: '' supplied for property: 'operation'",
                "{\"object\":\"Account\",\"operation\":\"insert\",\"contentType\":\"XML\"}|API_ERROR|Invalid value: 'XML' supplied for property: 'contentType'",
                "{\"object\":\"Account\",\"operation\":\"insert\",\"nope\":1}|INVALIDJOB|InvalidJob : Unable to parse Job",
                "{\"object\"|INVALIDJOB|InvalidJob : Unable to parse Job",
            })
    void a_bad_create_is_refused_in_the_recorded_words(String body, String code, String message) throws Exception {
        HttpResponse<String> response = create(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path(0).path("errorCode").asText()).isEqualTo(code);
        assertThat(json(response).path(0).path("message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "insert|Namex,Phone|InvalidBatch : Field name not found : Namex",
                "insert|Name;Phone|InvalidBatch : Field name not found : Name;Phone",
                "insert|Name,Account:Parent.Name|InvalidBatch : type is not needed for non polymorphic foreign key references: Parent",
                "insert|Name,Nobody.Name|InvalidBatch : Unable to find relationship: Nobody",
                "update|Name|InvalidBatch : Field name not found : Id",
                "delete|Id,Name|InvalidBatch : The 'delete' batch must contain only ids",
                "insert|\uFEFFName|InvalidBatch : Field name not found : \uFEFFName",
            })
    void a_bad_header_fails_the_job_and_processes_nothing(String operation, String header, String message)
            throws Exception {
        String id = run(operation, "", header + "\n1,2\n");
        JsonNode info = json(send("GET", "/" + id, ""));
        assertThat(info.get("state").asText()).isEqualTo("Failed");
        assertThat(info.get("errorMessage").asText()).isEqualTo(message);
        assertThat(info.get("numberRecordsProcessed").asInt()).isZero();
        assertThat(send("GET", "/" + id + "/unprocessedrecords", "").body()).isEqualTo(header + "\n1,2\n");
    }

    @ParameterizedTest
    @CsvSource({"SEMICOLON, ';'", "PIPE, '|'", "TAB, '\t'", "CARET, ^", "BACKQUOTE, `"})
    void takes_and_gives_every_delimiter(String name, String delimiter) throws Exception {
        String id = run(
                "insert",
                ",\"columnDelimiter\":\"" + name + "\",\"lineEnding\":\"CRLF\"",
                "Name" + delimiter + "Phone\r\nA,B" + delimiter + "1\r\n");
        assertThat(send("GET", "/" + id + "/successfulResults", "").body())
                .startsWith("\"sf__Id\"" + delimiter + "\"sf__Created\"" + delimiter + "Name" + delimiter + "Phone\n")
                .endsWith(delimiter + "\"true\"" + delimiter + "\"A,B\"" + delimiter + "\"1\"\n");
    }

    @Test
    void a_line_ending_of_the_other_kind_fails_the_job() throws Exception {
        String id = run("insert", "", "Name\r\nA\r\n");
        assertThat(json(send("GET", "/" + id, "")).get("errorMessage").asText())
                .isEqualTo("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF");
    }

    @Test
    void takes_one_upload_only() throws Exception {
        String id = id(create("{\"object\":\"Account\",\"operation\":\"insert\"}"));
        upload(id, "Name\nA\n");
        HttpResponse<String> second = upload(id, "Name\nB\n");
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body())
                .contains("BULK_API_ERROR")
                .contains("Found multipe contents for job: <" + id.substring(0, 15) + ">");
        send("PATCH", "/" + id, "{\"state\":\"UploadComplete\"}");
        assertThat(upload(id, "Name\nB\n").body()).contains("INVALIDJOBSTATE");
    }

    @Test
    void an_empty_upload_completes_with_no_records() throws Exception {
        String id = run("insert", "", "");
        assertThat(json(send("GET", "/" + id, "")).get("numberRecordsProcessed").asInt())
                .isZero();
        assertThat(json(send("GET", "/" + id, "")).get("state").asText()).isEqualTo("JobComplete");
    }

    @Test
    void aborts_once_and_deletes_only_what_has_ended() throws Exception {
        String id = id(create("{\"object\":\"Account\",\"operation\":\"insert\"}"));
        assertThat(send("DELETE", "/" + id, "").body())
                .contains("Error encountered when deleting the job because the job is not terminated");
        assertThat(send("PATCH", "/" + id, "{\"state\":\"Aborted\"}").statusCode())
                .isEqualTo(200);
        HttpResponse<String> again = send("PATCH", "/" + id, "{\"state\":\"Aborted\"}");
        assertThat(again.body())
                .isEqualTo(
                        "[{\"errorCode\":\"INVALIDJOBSTATE\",\"message\":\"Aborting already Completed Job not allowed\"}]");
        assertThat(send("DELETE", "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(send("GET", "/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    void one_request_of_two_parts_creates_uploads_and_closes() throws Exception {
        String body = String.join(
                "\r\n",
                "--B",
                "Content-Type: application/json",
                "Content-Disposition: form-data; name=\"job\"",
                "",
                "{\"object\":\"Account\",\"contentType\":\"CSV\",\"operation\":\"insert\"}",
                "--B",
                "Content-Type: text/csv",
                "Content-Disposition: form-data; name=\"content\"; filename=\"content\"",
                "",
                "Name\nUntitled\n",
                "--B--",
                "");
        HttpResponse<String> created = client.send(
                request("")
                        .header("Content-Type", "multipart/form-data; boundary=\"B\"")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(json(created).get("state").asText()).isEqualTo("UploadComplete");
        states(id(created));
        assertThat(ORG.org().query("SELECT Name FROM Account")).hasSize(1);
    }

    @Test
    void an_old_version_sorts_the_columns_of_results_but_not_of_unprocessed_rows() throws Exception {
        HttpResponse<String> created = client.send(
                HttpRequest.newBuilder(URI.create(ORG.url() + "/services/data/v49.0/jobs/ingest"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{\"object\":\"Account\",\"operation\":\"insert\"}"))
                        .build(),
                BodyHandlers.ofString());
        String id = id(created);
        upload(id, "Phone,Name\n1,A\n");
        send("PATCH", "/" + id, "{\"state\":\"UploadComplete\"}");
        states(id);
        assertThat(send("GET", "/" + id + "/successfulResults", "").body())
                .startsWith("\"sf__Id\",\"sf__Created\",Name,Phone\n")
                .endsWith("\"true\",\"A\",\"1\"\n");
        assertThat(send("GET", "/" + id + "/unprocessedrecords", "").body()).isEqualTo("Phone,Name\n");
    }

    @Test
    void a_column_in_another_case_is_loaded_but_comes_back_empty() throws Exception {
        String id = run("insert", "", "name,Phone\nA,1\n");
        assertThat(send("GET", "/" + id + "/successfulResults", "").body()).endsWith("\"true\",\"\",\"1\"\n");
        assertThat(ORG.org().query("SELECT Name FROM Account").get(0)).containsEntry("Name", "A");
    }

    @Test
    void an_upsert_says_which_rows_were_created() throws Exception {
        String first = run("insert", "", "Name\nA\n");
        String account = send("GET", "/" + first + "/successfulResults", "")
                .body()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow()
                .substring(1, 19);
        String id = run("upsert", ",\"externalIdFieldName\":\"Id\"", "Id,Name\n" + account + ",B\n,C\n");
        assertThat(send("GET", "/" + id + "/successfulResults", "").body())
                .contains("\"" + account + "\",\"false\",\"" + account + "\",\"B\"")
                .contains("\"true\",\"\",\"C\"");
    }

    private String run(String operation, String more, String data) throws Exception {
        HttpResponse<String> created =
                create("{\"object\":\"Account\",\"operation\":\"" + operation + "\"" + more + "}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        String id = id(created);
        assertThat(upload(id, data).statusCode()).isEqualTo(201);
        assertThat(send("PATCH", "/" + id, "{\"state\":\"UploadComplete\"}").statusCode())
                .isEqualTo(200);
        states(id);
        return id;
    }

    private List<String> states(String id) {
        List<String> states = new ArrayList<>();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    String state = json(send("GET", "/" + id, "")).get("state").asText();
                    states.add(state);
                    return state.equals("JobComplete") || state.equals("Failed");
                });
        return states;
    }

    private HttpResponse<String> create(String body) throws Exception {
        return send("POST", "", body);
    }

    private HttpResponse<String> upload(String id, String data) throws Exception {
        return client.send(
                request("/" + id + "/batches/")
                        .header("Content-Type", "text/csv")
                        .PUT(BodyPublishers.ofString(data))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String rest, String body) throws Exception {
        return client.send(
                request(rest)
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String rest) {
        return HttpRequest.newBuilder(URI.create(ORG.url() + "/services/data/v60.0/jobs/ingest" + rest))
                .header("Authorization", "Bearer " + token);
    }

    private static String id(HttpResponse<String> response) throws Exception {
        return json(response).get("id").asText();
    }

    private static List<String> keys(HttpResponse<String> response) throws Exception {
        List<String> keys = new ArrayList<>();
        json(response).fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return Json.MAPPER.readTree(response.body());
    }
}
