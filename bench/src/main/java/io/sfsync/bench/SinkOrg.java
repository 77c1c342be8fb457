/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.LocalOrgBuilder;
import io.sfsync.localorg.auth.LoginCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A local org in a process of its own, which accepts, answers correctly, and keeps nothing but counts and a digest, unless
 * it is given another model. Contenders find it through their environment.
 */
final class SinkOrg implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> environment;

    private SinkOrg(Process process, Map<String, String> environment) {
        this.process = process;
        this.environment = environment;
    }

    /** Starts one with a scenario, such as {@code model: sink}. */
    static SinkOrg start(String scenario) throws IOException {
        Path file = Files.writeString(Files.createTempFile("bench", ".yaml"), scenario);
        Process process = new ProcessBuilder(Jvm.command("-Xmx1g", SinkOrg.class, file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Map<String, String> environment = new HashMap<>();
        for (String line = out.readLine(); line != null && !line.equals("READY"); line = out.readLine()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        Files.delete(file);
        if (!environment.containsKey("ORG_URL")) {
            throw new IOException("the org did not start");
        }
        return new SinkOrg(process, environment);
    }

    /** The org's own process. */
    public static void main(String[] args) throws Exception {
        LocalOrgBuilder settings = LocalOrg.builder().scenario(Path.of(args[0])).dailyApiCalls(100_000_000);
        try (LocalOrg org = settings.start()) {
            LoginCredentials login = org.credentials();
            System.out.println("ORG_URL=" + org.url());
            System.out.println("ORG_TOKEN=" + org.accessToken());
            System.out.println("CLIENT_ID=" + login.clientId());
            System.out.println("CLIENT_SECRET=" + login.clientSecret());
            System.out.println("USERNAME=" + login.username());
            System.out.println("PASSWORD=" + login.password());
            System.out.println("READY");
            while (System.in.read() >= 0) {
                // until the bench is gone
            }
        }
    }

    /** What a contender is told. */
    Map<String, String> environment() {
        return environment;
    }

    /** Forgets what was received. */
    void reset() throws IOException, InterruptedException {
        call("POST", "reset");
    }

    /** How many rows arrived, and the sum of their digests. */
    Received received() throws IOException, InterruptedException {
        JsonNode activity = call("GET", "activity");
        return new Received(
                activity.path("sinkRows").asLong(), activity.path("sinkDigest").asText());
    }

    /** What was asked: the number of requests, and how many of each route. */
    JsonNode requests() throws IOException, InterruptedException {
        return call("GET", "requests");
    }

    private JsonNode call(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(environment.get("ORG_URL") + "/control/" + path))
                .method(method, BodyPublishers.noBody())
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
    }

    /** What arrived. */
    record Received(long rows, String digest) {}
}
