/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.HeaderMapping;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.CellForm;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import io.sfsync.localorg.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Checks every row error of {@code spec/row-errors.yaml} over REST, over collections and in the words of Bulk results. */
class RowErrorSpecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static LocalOrg org;

    @BeforeAll
    static void start() throws IOException {
        Path schema = folder.resolve("schema.yaml");
        try (InputStream in = resource("rest-schema.yaml")) {
            Files.copy(in, schema);
        }
        org = LocalOrg.builder().schema(schema).data(StoreOptions.memory()).start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RowErrorSpecTest.class.getResourceAsStream("/spec/" + name), name);
    }

    @TestFactory
    Stream<DynamicTest> says_the_same_in_every_form() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = resource("row-errors.yaml")) {
            for (JsonNode error : new YAMLMapper().readTree(in)) {
                String name =
                        error.get("code").asText() + " on " + text(error, "operation") + " " + text(error, "object");
                boolean single = error.has("json") || error.has("id");
                if (single) {
                    tests.add(DynamicTest.dynamicTest(name + ", REST", () -> rest(filled(error))));
                    tests.add(DynamicTest.dynamicTest(name + ", collections", () -> collection(filled(error))));
                }
                tests.add(DynamicTest.dynamicTest(name + ", Bulk", () -> bulk(filled(error))));
            }
        }
        return tests.stream();
    }

    /** Cleans the org, makes the records the error needs, and fills their ids in. */
    private static JsonNode filled(JsonNode error) throws Exception {
        org.reset();
        String text = error.toString();
        for (Map.Entry<String, JsonNode> before : error.path("before").properties()) {
            String path = "/sobjects/" + text(error, "object");
            String id = JSON.readTree(
                            send("POST", path, before.getValue().asText()).body())
                    .get("id")
                    .asText();
            if (error.path("deleted").asBoolean()) {
                send("DELETE", path + "/" + id, "");
            }
            text = text.replace("$" + before.getKey() + "$", id);
        }
        return JSON.readTree(text);
    }

    private static void rest(JsonNode error) throws Exception {
        String path = "/sobjects/" + text(error, "object");
        HttpResponse<String> answer = switch (text(error, "operation")) {
            case "insert" -> send("POST", path, text(error, "json"));
            case "update" -> send("PATCH", path + "/" + text(error, "id"), text(error, "json"));
            default -> send("DELETE", path + "/" + text(error, "id"), "");
        };
        ObjectNode expected = JSON.createObjectNode();
        expected.set("message", error.get("message"));
        expected.set("errorCode", error.get("code"));
        expected.set("fields", error.get("fields"));
        assertThat(answer.body()).isEqualTo("[" + expected + "]");
        assertThat(answer.statusCode()).isEqualTo(error.path("status").asInt(400));
    }

    private static void collection(JsonNode error) throws Exception {
        HttpResponse<String> answer;
        if (text(error, "operation").equals("delete")) {
            answer = send("DELETE", "/composite/sobjects?ids=" + text(error, "id"), "");
        } else {
            ObjectNode entry = (ObjectNode) JSON.readTree(text(error, "json"));
            entry.putObject("attributes").put("type", text(error, "object"));
            if (error.has("id")) {
                entry.put("Id", text(error, "id"));
            }
            ObjectNode body = JSON.createObjectNode();
            body.putArray("records").add(entry);
            String method = text(error, "operation").equals("insert") ? "POST" : "PATCH";
            answer = send(method, "/composite/sobjects", body.toString());
        }
        ObjectNode expected = JSON.createObjectNode();
        expected.set("statusCode", error.get("code"));
        expected.set("message", error.get("message"));
        expected.set("fields", error.get("fields"));
        assertThat(answer.statusCode()).isEqualTo(200);
        ArrayNode items = (ArrayNode) JSON.readTree(answer.body());
        assertThat(items.get(0).get("success").asBoolean()).isFalse();
        assertThat(items.get(0).get("errors")).hasToString("[" + expected + "]");
    }

    private static void bulk(JsonNode error) throws BulkFailure {
        ObjectType object = Objects.requireNonNull(org.store().schema().object(text(error, "object")));
        Operation operation = Operation.valueOf(text(error, "operation").toUpperCase(Locale.ROOT));
        FieldDefinition key = error.has("key") ? object.field(text(error, "key")) : null;
        String[] lines = text(error, "csv").split("\n", -1);
        List<Row> rows = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            Object[] cells = line.split(",", -1);
            rows.add(Row.of(Arrays.stream(cells)
                    .map(cell -> cell.equals("") ? null : cell)
                    .toArray()));
        }
        HeaderMapping header = new HeaderMapping(org.store().schema(), object);
        DmlRequest request = new DmlRequest(
                object,
                operation,
                key,
                header.columns(List.of(lines[0].split(",", -1)), operation, key),
                CellForm.TEXT,
                DmlOptions.of(org.store().adminId()));
        List<String> fields = new ArrayList<>();
        error.get("fields").forEach(field -> fields.add(field.asText()));
        String expected = error.has("bulk")
                ? text(error, "bulk")
                : text(error, "code") + ":" + text(error, "message") + ":"
                        + (fields.isEmpty() ? "--" : String.join(",", fields) + " --");
        RowResult result = org.store().dml().execute(request, rows).get(0);
        assertThat(result.errors()).hasSize(1);
        assertThat(result.errors().get(0).bulkText()).isEqualTo(expected);
    }

    private static String text(JsonNode error, String key) {
        return error.get(key).asText();
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(org.url() + "/services/data/v60.0" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + org.accessToken())
                .header("Content-Type", "application/json")
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
