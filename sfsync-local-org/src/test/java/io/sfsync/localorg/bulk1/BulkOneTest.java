/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

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
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkOneTest {
    @RegisterExtension
    static final LocalOrgExtension ORG = LocalOrgExtension.standard();

    private static final String NS = "http://www.force.com/2009/06/asyncapi/dataload";

    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";

    @BeforeEach
    void logIn() {
        token = ORG.org().accessToken();
    }

    @Test
    void a_job_has_the_recorded_elements_and_white_space() throws Exception {
        HttpResponse<String> job = post("", "application/xml", job("insert", "account", "CSV"));
        assertThat(job.statusCode()).isEqualTo(201);
        assertThat(job.body())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><jobInfo\n   xmlns=\"" + NS + "\">\n <id>750")
                .endsWith(" <apexProcessingTime>0</apexProcessingTime>\n</jobInfo>")
                .contains("<object>Account</object>")
                .containsPattern("<createdDate>[-0-9T:]+\\.000Z</createdDate>");
        assertThat(job.body()
                        .replaceAll("(?s)>[^<]*</", "/")
                        .replaceAll("(?s).*?jobInfo\n.*?>\n", "")
                        .lines()
                        .map(String::strip))
                .first()
                .asString()
                .startsWith("<id");
        assertThat(elements(job.body()))
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
                        "numberBatchesQueued",
                        "numberBatchesInProgress",
                        "numberBatchesCompleted",
                        "numberBatchesFailed",
                        "numberBatchesTotal",
                        "numberRecordsProcessed",
                        "numberRetries",
                        "apiVersion",
                        "numberRecordsFailed",
                        "totalProcessingTime",
                        "apiActiveProcessingTime",
                        "apexProcessingTime");
        assertThat(get("/" + element(job, "id") + "/batch", "X-A", "b").body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><batchInfoList\n   xmlns=\"" + NS + "\" />");
    }

    @Test
    void csv_results_have_the_order_of_the_rows() throws Exception {
        String job = element(post("", "application/xml", job("insert", "Account", "CSV")), "id");
        HttpResponse<String> added =
                post("/" + job + "/batch", "text/csv; charset=UTF-8", "Name,Industry\r\nA,x\r\n,y\r\nC,\r\n");
        assertThat(added.statusCode()).isEqualTo(201);
        String batch = element(added, "id");
        assertThat(added.headers().firstValue("Location"))
                .contains("/services/async/60.0/job/" + job + "/batch/" + batch);
        assertThat(elements(added.body()))
                .containsExactly(
                        "id",
                        "jobId",
                        "state",
                        "createdDate",
                        "systemModstamp",
                        "numberRecordsProcessed",
                        "numberRecordsFailed",
                        "totalProcessingTime",
                        "apiActiveProcessingTime",
                        "apexProcessingTime");
        assertThat(wait(job, batch)).isEqualTo("Completed");
        String[] lines = get("/" + job + "/batch/" + batch + "/result", "X-A", "b")
                .body()
                .split("\n", -1);
        assertThat(lines[0]).isEqualTo("\"Id\",\"Success\",\"Created\",\"Error\"");
        assertThat(lines[1]).matches("\"001\\w{15}\",\"true\",\"true\",\"\"");
        assertThat(lines[2])
                .isEqualTo(
                        "\"\",\"false\",\"false\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\"");
        assertThat(lines[3]).matches("\"001\\w{15}\",\"true\",\"true\",\"\"");
        assertThat(get("/" + job + "/batch/" + batch + "/request", "X-A", "b").body())
                .isEqualTo("Name,Industry\r\nA,x\r\n,y\r\nC,\r\n");
        HttpResponse<String> closed =
                post("/" + job, "application/xml", "<jobInfo xmlns=\"" + NS + "\"><state>Closed</state></jobInfo>");
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(element(closed, "numberRecordsFailed")).isEqualTo("1");
        assertThat(post("/" + job + "/batch", "text/csv", "Name\nA\n").body())
                .contains("<exceptionCode>InvalidJobState</exceptionCode>");
    }

    @Test
    void xml_batches_know_null_and_relationships() throws Exception {
        String job = element(post("", "application/xml", job("insert", "Contact", "XML")), "id");
        String batch = element(
                post(
                        "/" + job + "/batch",
                        "application/xml",
                        "<?xml version=\"1.0\"?><sObjects xmlns=\"" + NS
                                + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                                + "<sObject><LastName>A</LastName><Phone xsi:nil=\"true\"/><FirstName/></sObject>"
                                + "<sObject><FirstName>B</FirstName></sObject>"
                                + "<sObject><LastName>C</LastName><ReportsTo><sObject><Email>nobody@x.org</Email>"
                                + "</sObject></ReportsTo></sObject></sObjects>"),
                "id");
        wait(job, batch);
        String result =
                get("/" + job + "/batch/" + batch + "/result", "X-A", "b").body();
        assertThat(result)
                .containsPattern("<results xmlns=\"" + NS
                        + "\"><result><id>003\\w{15}</id><success>true</success><created>true</created></result>")
                .contains(
                        "<result><errors><fields>LastName</fields><message>Required fields are missing: [LastName]</message>"
                                + "<statusCode>REQUIRED_FIELD_MISSING</statusCode></errors><success>false</success><created>false</created></result>")
                .contains("Foreign key external ID: nobody@x.org not found for field Email in entity Contact");
    }

    @Test
    void json_jobs_answer_json_with_sorted_keys() throws Exception {
        HttpResponse<String> job = post(
                "", "application/json", "{\"operation\":\"insert\",\"object\":\"Contact\",\"contentType\":\"JSON\"}");
        JsonNode info = Json.MAPPER.readTree(job.body());
        assertThat(names(info)).isSorted();
        assertThat(job.body())
                .contains("\"apiVersion\":60.0")
                .contains("+0000\"")
                .contains("\"numberBatchesTotal\":0");
        String id = info.get("id").asText();
        JsonNode batch = Json.MAPPER.readTree(
                post("/" + id + "/batch", "application/json", "[{\"LastName\":\"A\"},{\"FirstName\":\"B\"}]")
                        .body());
        assertThat(names(batch)).isSorted();
        assertThat(batch.get("stateMessage").isNull()).isTrue();
        Awaitility.await()
                .until(() -> Json.MAPPER
                        .readTree(get("/" + id + "/batch/" + batch.get("id").asText(), "Accept", "application/json")
                                .body())
                        .get("state")
                        .asText()
                        .equals("Completed"));
        assertThat(get("/" + id + "/batch/" + batch.get("id").asText() + "/result", "Accept", "application/json")
                        .body())
                .matches(
                        "\\[\\{\"success\":true,\"created\":true,\"id\":\"003\\w{15}\",\"errors\":\\[]},\\{\"success\":false,\"created\":false,"
                                + "\"id\":null,\"errors\":\\[\\{\"message\":\"Required fields are missing: \\[LastName]\",\"fields\":\\[\"LastName\"],"
                                + "\"statusCode\":\"REQUIRED_FIELD_MISSING\"}]}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSV", "XML", "JSON"})
    void queries_give_a_list_of_results(String type) throws Exception {
        String insert = element(post("", "application/xml", job("insert", "Account", "CSV")), "id");
        wait(insert, element(post("/" + insert + "/batch", "text/csv", "Name\nA\n"), "id"));
        String job = element(post("", "application/xml", job("query", "Account", type)), "id");
        String media = type.equals("CSV") ? "text/csv" : type.equals("XML") ? "application/xml" : "application/json";
        HttpResponse<String> added = post("/" + job + "/batch", media, "SELECT Id, Name FROM Account");
        String batch = type.equals("JSON")
                ? Json.MAPPER.readTree(added.body()).get("id").asText()
                : element(added, "id");
        wait(job, batch);
        String list = get("/" + job + "/batch/" + batch + "/result", "Accept", "application/xml")
                .body();
        assertThat(list)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><result-list xmlns=\"" + NS + "\"><result>752");
        String result = list.replaceAll("(?s).*<result>(.*)</result>.*", "$1");
        String rows = get("/" + job + "/batch/" + batch + "/result/" + result, "X-A", "b")
                .body();
        switch (type) {
            case "CSV" -> assertThat(rows).matches("\"Id\",\"Name\"\n\"001\\w{15}\",\"A\"\n");
            case "XML" ->
                assertThat(rows).containsPattern("<type>Account</type><Id>(001\\w{15})</Id><Id>\\1</Id><Name>A</Name>");
            default ->
                assertThat(Json.MAPPER
                                .readTree(rows)
                                .get(0)
                                .get("attributes")
                                .get("type")
                                .asText())
                        .isEqualTo("Account");
        }
    }

    @Test
    void a_query_without_rows_says_so_and_a_wrong_object_fails_the_batch() throws Exception {
        String job = element(post("", "application/xml", job("query", "Account", "CSV")), "id");
        String batch = element(post("/" + job + "/batch", "text/csv", "SELECT Id FROM Account"), "id");
        wait(job, batch);
        String list = get("/" + job + "/batch/" + batch + "/result", "X-A", "b").body();
        String result = list.replaceAll("(?s).*<result>(.*)</result>.*", "$1");
        assertThat(get("/" + job + "/batch/" + batch + "/result/" + result, "X-A", "b")
                        .body())
                .isEqualTo("Records not found for this query\n");

        String wrong = element(post("/" + job + "/batch", "text/csv", "SELECT Id FROM Contact"), "id");
        assertThat(wait(job, wrong)).isEqualTo("Failed");
        assertThat(element(get("/" + job + "/batch/" + wrong, "X-A", "b"), "stateMessage"))
                .isEqualTo(
                        "InvalidBatch : Failed to process query: INVALID_TYPE_FOR_OPERATION: The root entity of the requested query"
                                + " (Contact) does not match the entity of the requested Bulk API Job (Account).");
    }

    @Test
    void chunks_of_primary_keys_are_batches_of_their_own() throws Exception {
        String insert = element(post("", "application/xml", job("insert", "Account", "CSV")), "id");
        wait(insert, element(post("/" + insert + "/batch", "text/csv", "Name\nA\nB\nC\n"), "id"));
        HttpResponse<String> created = client.send(
                request("")
                        .header("Sforce-Enable-PKChunking", "chunkSize=2")
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString(job("query", "Account", "CSV")))
                        .build(),
                BodyHandlers.ofString());
        String job = element(created, "id");
        String batch = element(post("/" + job + "/batch", "text/csv", "SELECT Name FROM Account"), "id");
        assertThat(wait(job, batch)).isEqualTo("NotProcessed");
        Awaitility.await()
                .until(() ->
                        get("/" + job + "/batch", "X-A", "b").body().split("<state>Completed</state>", -1).length == 3);
        String list = get("/" + job + "/batch", "X-A", "b").body();
        assertThat(list.split("<state>Completed</state>", -1)).hasSize(3);
        assertThat(list)
                .contains("\n <batchInfo>\n  <id>751")
                .contains("<numberRecordsProcessed>2</numberRecordsProcessed>");
    }

    @Test
    void chunks_are_ranges_of_ids_whatever_the_query_finds_in_them() throws Exception {
        String insert = element(post("", "application/xml", job("insert", "Account", "CSV")), "id");
        wait(insert, element(post("/" + insert + "/batch", "text/csv", "Name\nA\nB\nC\nD\nA\n"), "id"));
        HttpResponse<String> created = client.send(
                request("")
                        .header(
                                "Sforce-Enable-PKChunking",
                                "chunkSize=2; startRow="
                                        + ORG.org()
                                                .query("SELECT Id FROM Account ORDER BY Id LIMIT 1")
                                                .get(0)
                                                .get("Id"))
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString(job("query", "Account", "CSV")))
                        .build(),
                BodyHandlers.ofString());
        String job = element(created, "id");
        String query = "SELECT Name FROM Account WHERE Name = 'A' OR Name = ' where '";
        String batch = element(post("/" + job + "/batch", "text/csv", query), "id");
        assertThat(wait(job, batch)).isEqualTo("NotProcessed");
        Awaitility.await()
                .until(() ->
                        get("/" + job + "/batch", "X-A", "b").body().split("<state>Completed</state>", -1).length == 4);
        String list = get("/" + job + "/batch", "X-A", "b").body();
        assertThat(Pattern.compile("<numberRecordsProcessed>(\\d+)<")
                        .matcher(list)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactly("0", "1", "0", "1");
        String second = list.replaceAll("(?s).*?<id>.*?<id>(751\\w+)<.*", "$1");
        assertThat(get("/" + job + "/batch/" + second + "/request", "X-A", "b").body())
                .matches("SELECT Name FROM Account WHERE \\(Name = 'A' OR Name = ' where '\\)"
                        + " AND Id >= '001\\w{15}' AND Id < '001\\w{15}'");
    }

    @Test
    void a_query_with_an_order_is_not_cut_into_chunks() throws Exception {
        HttpResponse<String> created = client.send(
                request("")
                        .header("Sforce-Enable-PKChunking", "TRUE")
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString(job("query", "Account", "CSV")))
                        .build(),
                BodyHandlers.ofString());
        String job = element(created, "id");
        String batch = element(post("/" + job + "/batch", "text/csv", "SELECT Id FROM Account ORDER BY Id"), "id");
        assertThat(wait(job, batch)).isEqualTo("Failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSERT", "", "merge"})
    void an_operation_in_another_case_is_refused(String operation) throws Exception {
        HttpResponse<String> refused = post("", "application/xml", job(operation, "Account", "CSV"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(element(refused, "exceptionCode")).isEqualTo("InvalidJob");
    }

    @Test
    void a_bad_header_fails_the_batch_and_its_results_are_not_there() throws Exception {
        String job = element(post("", "application/xml", job("insert", "Account", "CSV")), "id");
        String batch = element(post("/" + job + "/batch", "text/csv", "Name,Nope__c\nA,1\n"), "id");
        assertThat(wait(job, batch)).isEqualTo("Failed");
        assertThat(element(get("/" + job + "/batch/" + batch, "X-A", "b"), "stateMessage"))
                .isEqualTo("InvalidBatch : Field name not found : Nope__c");
        HttpResponse<String> results = get("/" + job + "/batch/" + batch + "/result", "X-A", "b");
        assertThat(results.statusCode()).isEqualTo(400);
        assertThat(element(results, "exceptionMessage")).isEqualTo("Records not processed");
        String empty = element(post("/" + job + "/batch", "text/csv", "Name\n"), "id");
        wait(job, empty);
        assertThat(element(get("/" + job + "/batch/" + empty, "X-A", "b"), "stateMessage"))
                .isEqualTo("InvalidBatch : Records not found");
    }

    @Test
    void the_session_comes_in_either_header_and_a_dead_one_is_400() throws Exception {
        HttpRequest.Builder bearer = HttpRequest.newBuilder(URI.create(ORG.url() + "/services/async/60.0/job/none"))
                .header("Authorization", "Bearer " + token);
        assertThat(client.send(bearer.build(), BodyHandlers.ofString()).body())
                .contains("<exceptionMessage>Invalid job id: none");
        ORG.org().sessions().endAll();
        HttpResponse<String> dead = get("/none", "X-A", "b");
        assertThat(dead.statusCode()).isEqualTo(400);
        assertThat(element(dead, "exceptionCode")).isEqualTo("InvalidSessionId");
    }

    @Test
    void the_list_of_bulk_2_holds_the_job_as_classic() throws Exception {
        String job = element(post("", "application/xml", job("insert", "Account", "CSV")), "id");
        HttpResponse<String> list = client.send(
                HttpRequest.newBuilder(URI.create(ORG.url() + "/services/data/v60.0/jobs/ingest?jobType=Classic"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        JsonNode record = Json.MAPPER.readTree(list.body()).get("records").get(0);
        assertThat(record.get("id").asText()).isEqualTo(job);
        assertThat(record.get("jobType").asText()).isEqualTo("Classic");
    }

    private static String job(String operation, String object, String contentType) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><jobInfo xmlns=\"" + NS + "\"><operation>" + operation
                + "</operation><object>" + object + "</object><contentType>" + contentType + "</contentType></jobInfo>";
    }

    private String wait(String job, String batch) {
        String[] state = {""};
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
            state[0] = element(get("/" + job + "/batch/" + batch, "Accept", "application/xml"), "state");
            return state[0].matches("Completed|Failed|NotProcessed");
        });
        return state[0];
    }

    private static String element(HttpResponse<String> response, String name) {
        String pattern = "(?s).*?<" + name + ">(.*?)</" + name + ">.*";
        assertThat(response.body()).matches(pattern);
        return response.body().replaceAll(pattern, "$1");
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(property -> property.getKey()).toList();
    }

    private static List<String> elements(String xml) {
        return Pattern.compile("\n <(\\w+)>")
                .matcher(xml)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private HttpResponse<String> post(String rest, String type, String body) throws Exception {
        return client.send(
                request(rest)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String rest, String header, String value) throws Exception {
        return client.send(request(rest).header(header, value).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String rest) {
        return HttpRequest.newBuilder(URI.create(ORG.url() + "/services/async/60.0/job" + rest))
                .header("X-SFDC-Session", token);
    }
}
