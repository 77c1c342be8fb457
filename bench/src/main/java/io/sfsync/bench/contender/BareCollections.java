/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.contender;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The floor of collections: sends bodies that are ready, so many at a time, and reads the answers. */
final class BareCollections {
    private BareCollections() {}

    /** Sends the files in {@code BODIES}, {@code PARALLELISM} at a time. */
    public static void main(String[] args) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String token = Settings.login(client);
        URI uri = URI.create(Settings.get("ORG_URL") + "/services/data/v62.0/composite/sobjects");
        ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(Settings.get("PARALLELISM")));
        List<Future<Integer>> answers = new ArrayList<>();
        try (Stream<Path> bodies = Files.list(Path.of(Settings.get("BODIES")))) {
            for (Path body : bodies.sorted().toList()) {
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofFile(body))
                        .build();
                answers.add(threads.submit(() -> length(client.send(request, BodyHandlers.ofByteArray()))));
            }
        }
        long bytes = 0;
        for (Future<Integer> answer : answers) {
            bytes += answer.get();
        }
        threads.shutdown();
        System.out.println(bytes + " bytes of answers");
    }

    private static int length(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return response.body().length;
    }
}
