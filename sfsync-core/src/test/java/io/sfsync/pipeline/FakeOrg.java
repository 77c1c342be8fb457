/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sfsync.salesforce.OrgBody;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgIdentity;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An org that answers as a lambda says. It describes one object, {@code Account}, keeps the requests it was sent, and
 * answers collections calls with success unless the lambda answers first.
 */
public final class FakeOrg implements OrgConnection {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers a request, or {@code null} to leave it to the default. */
    @FunctionalInterface
    public interface Handler {
        OrgResponse answer(OrgRequest request, String body) throws IOException, InterruptedException;
    }

    private final Handler handler;
    private final List<OrgRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private int nextId;

    /** An org that takes everything. */
    public FakeOrg() {
        this((request, body) -> null);
    }

    /** An org that asks this first. */
    public FakeOrg(Handler handler) {
        this.handler = handler;
    }

    /** What was sent, but for describes and questions for limits. */
    public List<OrgRequest> requests() {
        return requests;
    }

    /** The bodies of {@link #requests}, empty where there was none. */
    public List<String> bodies() {
        return bodies;
    }

    @Override
    public OrgResponse send(OrgRequest request) throws IOException, InterruptedException {
        String body = text(request.body());
        boolean describe = request.path().contains("/describe");
        if (!describe && !request.path().endsWith("/limits")) {
            requests.add(request);
            bodies.add(body);
        }
        OrgResponse answer = handler.answer(request, body);
        if (answer != null) {
            return answer;
        }
        if (describe) {
            return request.path().contains("/Account/") || request.path().contains("/account/")
                    ? answer(200, describeAccount())
                    : answer(
                            404,
                            "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"The requested resource does not exist\"}]");
        }
        return request.method().equals("DELETE") ? deleted(request) : saved(request, body);
    }

    private OrgResponse deleted(OrgRequest request) throws IOException {
        String ids = request.path().replaceAll(".*[?&]ids=([^&]*).*", "$1");
        ArrayNode results = JSON.createArrayNode();
        for (String id : ids.split(",", -1)) {
            results.addObject().put("id", id).put("success", true).putArray("errors");
        }
        return answer(200, JSON.writeValueAsString(results));
    }

    private synchronized OrgResponse saved(OrgRequest request, String body) throws IOException {
        ArrayNode results = JSON.createArrayNode();
        for (JsonNode row : JSON.readTree(body).path("records")) {
            ObjectNode result = results.addObject();
            result.put("id", row.path("Id").asText(id(++nextId))).put("success", true);
            result.putArray("errors");
            if (request.path().contains("/composite/sobjects/")) {
                result.put("created", true);
            }
        }
        return answer(200, JSON.writeValueAsString(results));
    }

    private static String text(OrgBody body) throws IOException {
        if (body instanceof OrgBody.Bytes bytes) {
            return new String(bytes.bytes(), 0, bytes.length(), StandardCharsets.UTF_8);
        }
        return body instanceof OrgBody.FileBody file ? Files.readString(file.file()) : "";
    }

    /** An id that looks like an account's. */
    public static String id(int number) {
        return String.format(Locale.ROOT, "001%012dAAA", number);
    }

    /** An answer with this JSON. */
    public static OrgResponse answer(int status, String json) {
        return answer(status, json, Map.of());
    }

    /** An answer with this JSON and these headers. */
    public static OrgResponse answer(int status, String json, Map<String, String> headers) {
        return new OrgResponse() {
            @Override
            public int status() {
                return status;
            }

            @Override
            public Optional<String> header(String name) {
                return Optional.ofNullable(headers.get(name));
            }

            @Override
            public InputStream body() {
                return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void close() {}
        };
    }

    /** An error as REST gives it. */
    public static OrgResponse error(int status, String code) {
        return answer(status, "[{\"errorCode\":\"" + code + "\",\"message\":\"" + code + " it is\"}]");
    }

    /** The results of a collections call, in order: {@code ok}, or the code of an error. */
    public static OrgResponse results(List<String> outcomes) {
        ArrayNode results = JSON.createArrayNode();
        for (int i = 0; i < outcomes.size(); i++) {
            String outcome = outcomes.get(i);
            ObjectNode result = results.addObject().put("success", outcome.equals("ok"));
            ArrayNode errors = result.putArray("errors");
            if (outcome.equals("ok")) {
                result.put("id", id(i + 1));
            } else {
                errors.addObject()
                        .put("statusCode", outcome)
                        .put("message", outcome + " it is")
                        .putArray("fields")
                        .add("Name");
            }
        }
        return answer(200, results.toString());
    }

    /** The names in a collections body. */
    public static List<String> names(String body) throws IOException {
        List<String> names = new ArrayList<>();
        JSON.readTree(body)
                .path("records")
                .forEach(row -> names.add(row.path("Name").asText()));
        return names;
    }

    private static String describeAccount() {
        String fields = String.join(
                ",",
                field("Id", "id", "\"idLookup\":true"),
                field("Name", "string", "\"createable\":true,\"updateable\":true"),
                field("NumberOfEmployees", "int", "\"createable\":true,\"updateable\":true"),
                field("Active__c", "boolean", "\"createable\":true,\"updateable\":true"),
                field("Seen__c", "datetime", "\"createable\":true,\"updateable\":true"),
                field(
                        "Key__c",
                        "string",
                        "\"createable\":true,\"updateable\":true,\"externalId\":true,\"unique\":true,\"idLookup\":true"),
                field("CreatedDate", "datetime", "\"createable\":false"),
                field(
                        "ParentId",
                        "reference",
                        "\"createable\":true,\"updateable\":true,\"relationshipName\":\"Parent\",\"referenceTo\":[\"Account\"]"),
                field(
                        "OwnerId",
                        "reference",
                        "\"createable\":true,\"updateable\":true,\"relationshipName\":\"Owner\",\"referenceTo\":[\"Group\",\"User\"]"));
        return "{\"name\":\"Account\",\"createable\":true,\"updateable\":true,\"deletable\":true,\"fields\":[" + fields
                + "]}";
    }

    private static String field(String name, String type, String more) {
        return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\"," + more + "}";
    }

    @Override
    public OrgIdentity identity() {
        return new OrgIdentity("00D000000000001AAA", URI.create("https://example.my.salesforce.com"));
    }

    @Override
    public String apiVersion() {
        return "62.0";
    }
}
