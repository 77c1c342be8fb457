/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.junit.OrgClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Loads the same rows through each API, and tells of each row its id or its errors. */
final class Loader {
    private final OrgClient client;
    private final String object;
    private final String key;
    private final String header;
    private final String[] rows;

    /** Inserts, or upserts if the target has a key: {@code Account/Key__c}. */
    Loader(LocalOrg org, String target, String header, String... rows) {
        this.client = new OrgClient(org);
        int slash = target.indexOf('/');
        this.object = slash < 0 ? target : target.substring(0, slash);
        this.key = slash < 0 ? "" : target.substring(slash + 1);
        this.header = header;
        this.rows = rows;
    }

    List<String> collections() throws Exception {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode records = body.putArray("records");
        String[] names = header.split(",", -1);
        for (String row : rows) {
            ObjectNode item = records.addObject();
            item.putObject("attributes").put("type", object);
            String[] cells = row.split(",", -1);
            for (int i = 0; i < names.length; i++) {
                item.put(names[i], cells[i]);
            }
        }
        String path = "/services/data/v62.0/composite/sobjects" + (key.isEmpty() ? "" : "/" + object + "/" + key);
        JsonNode answer = OrgClient.json(client.send(key.isEmpty() ? "POST" : "PATCH", path, body.toString()));
        List<String> results = new ArrayList<>();
        answer.forEach(item -> results.add(
                item.path("success").asBoolean()
                        ? item.path("id").asText()
                        : item.path("errors").toString()));
        return results;
    }

    List<String> bulk1() throws Exception {
        String jobs = "/services/async/62.0/job";
        String job = OrgClient.json(client.send("POST", jobs, job())).path("id").asText();
        String added = client.send(
                        "POST",
                        jobs + "/" + job + "/batch",
                        data(),
                        "Content-Type",
                        "text/csv",
                        "Accept",
                        "application/json")
                .body();
        String batch = jobs + "/" + job + "/batch/" + added.replaceAll("(?s).*(751\\w{15}).*", "$1");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .until(() -> client.send("GET", batch, "").body().contains("Completed"));
        return lines(
                client.send("GET", batch + "/result", "", "Accept", "text/csv").body());
    }

    List<String> bulk2() throws Exception {
        String jobs = "/services/data/v62.0/jobs/ingest";
        String id = OrgClient.json(client.send("POST", jobs, job())).path("id").asText();
        String job = jobs + "/" + id;
        client.send("PUT", job + "/batches", data(), "Content-Type", "text/csv");
        client.send("PATCH", job, "{\"state\":\"UploadComplete\"}");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(2))
                .until(() -> client.send("GET", job, "").body().contains("JobComplete"));
        List<String> results =
                lines(client.send("GET", job + "/successfulResults", "").body());
        results.addAll(lines(client.send("GET", job + "/failedResults", "").body()));
        return results;
    }

    private String job() {
        String operation = key.isEmpty() ? "insert\"" : "upsert\",\"externalIdFieldName\":\"" + key + "\"";
        return "{\"object\":\"" + object + "\",\"contentType\":\"CSV\",\"operation\":\"" + operation + "}";
    }

    private String data() {
        return header + "\n" + String.join("\n", rows) + "\n";
    }

    /** The rows of a result without quotes: the id, or the error after an empty id. */
    private static List<String> lines(String csv) {
        List<String> lines = new ArrayList<>();
        csv.lines().skip(1).forEach(line -> lines.add(line.replace("\"", "")));
        return lines;
    }
}
