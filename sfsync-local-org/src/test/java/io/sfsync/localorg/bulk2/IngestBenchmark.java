/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures how fast the org takes rows: {@code main(rows, model)}; run by hand, with {@code -Xmx512m}. */
final class IngestBenchmark {
    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalOrg org;
    private final String token;

    private IngestBenchmark(LocalOrg org) {
        this.org = org;
        this.token = org.accessToken();
    }

    /** Runs with so many rows (default a million) and that model (default none). */
    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path data = data(rows);
        String model = args.length > 1 ? args[1] : "none";
        try (LocalOrg org = LocalOrg.builder().model(model).start()) {
            new IngestBenchmark(org).run(data, rows);
        } finally {
            Files.delete(data);
        }
    }

    private static Path data(int rows) throws IOException {
        Path file = Files.createTempFile("ingest", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("Name,Phone,Industry,Website,NumberOfEmployees,BillingCity\n");
            for (int i = 0; i < rows; i++) {
                out.write("Account " + i + ",+44 20 " + i + ",Energy,https://example.org/" + i + "," + i % 1000
                        + ",London\n");
            }
        }
        return file;
    }

    private void run(Path data, int rows) throws IOException, InterruptedException {
        String jobs = "/services/data/v60.0/jobs/ingest";
        long start = System.nanoTime();
        String id = send("POST", jobs, BodyPublishers.ofString("{\"object\":\"Account\",\"operation\":\"insert\"}"))
                .get("id")
                .asText();
        send("PUT", jobs + "/" + id + "/batches", BodyPublishers.ofFile(data));
        long uploaded = System.nanoTime();
        send("PATCH", jobs + "/" + id, BodyPublishers.ofString("{\"state\":\"UploadComplete\"}"));
        JsonNode info = send("GET", jobs + "/" + id, BodyPublishers.noBody());
        while (!info.get("state").asText().matches("JobComplete|Failed")) {
            Thread.sleep(20);
            info = send("GET", jobs + "/" + id, BodyPublishers.noBody());
        }
        long done = System.nanoTime();
        System.out.printf(
                "%s rows, upload %d ms, processing %d ms, %d rows/s overall, state %s, failed %s, heap %d MB%n",
                info.get("numberRecordsProcessed"),
                (uploaded - start) / 1_000_000,
                (done - uploaded) / 1_000_000,
                rows * 1_000_000_000L / (done - start),
                info.get("state"),
                info.get("numberRecordsFailed"),
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private JsonNode send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        String answer = client.send(
                        HttpRequest.newBuilder(URI.create(org.url() + path))
                                .header("Authorization", "Bearer " + token)
                                .method(method, body)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return answer.isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(answer);
    }
}
