/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures how fast the org takes the rows of one Bulk 2.0 job, from the request that creates it to the one that says that it is complete, and
 * then reads its results: {@code main(rows, model, rounds)}; run by hand, with {@code -Xmx512m}. The client is part of the process: its share
 * of the CPU time is in the figures.
 */
final class IngestBenchmark {
    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalOrg org;

    private IngestBenchmark(LocalOrg org) {
        this.org = org;
    }

    /** Runs with so many rows (default a million), that model (default none) and so often (default once). */
    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path data = data(rows);
        String model = args.length > 1 ? args[1] : "none";
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        try (LocalOrg org = LocalOrg.builder().model(model).start()) {
            for (int round = 0; round < rounds; round++) {
                new IngestBenchmark(org).run(data, rows);
                org.reset();
            }
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
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = machine.getProcessCpuTime();
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
        long cpuDone = machine.getProcessCpuTime();
        String results = download(jobs + "/" + id + "/successfulResults");
        System.out.printf(
                "%s rows, upload %d ms, processing %d ms, %d rows/s overall, %.1f us of CPU a row, state %s, failed %s,"
                        + " %s, heap %d MB%n",
                info.get("numberRecordsProcessed"),
                (uploaded - start) / 1_000_000,
                (done - uploaded) / 1_000_000,
                rows * 1_000_000_000L / (done - start),
                (cpuDone - cpu) / 1e3 / rows,
                info.get("state"),
                info.get("numberRecordsFailed"),
                results,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    /** Downloads the results to nowhere; how long that took. */
    private String download(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long bytes = client.send(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofInputStream())
                .body()
                .transferTo(OutputStream.nullOutputStream());
        return (bytes >> 20) + " MB of results in " + (System.nanoTime() - start) / 1_000_000 + " ms";
    }

    private HttpRequest request(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(org.url() + path))
                .header("Authorization", "Bearer " + org.accessToken())
                .method(method, body)
                .build();
    }

    private JsonNode send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        String answer = client.send(request(method, path, body), BodyHandlers.ofString())
                .body();
        return answer.isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(answer);
    }
}
