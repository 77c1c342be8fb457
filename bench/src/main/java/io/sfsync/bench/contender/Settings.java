/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What a contender is told by its environment. */
final class Settings {
    private Settings() {}

    /** A variable that must be there. */
    static String get(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException("the environment has no " + name);
        }
        return value;
    }

    /** A variable, or what stands for it. */
    static String get(String name, String other) {
        String value = System.getenv(name);
        return value == null ? other : value;
    }

    /** An access token, by the client credentials. */
    static String login(HttpClient client) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + encoded("CLIENT_ID") + "&client_secret="
                + encoded("CLIENT_SECRET");
        HttpRequest request = HttpRequest.newBuilder(URI.create(get("ORG_URL") + "/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(answer).path("access_token").asText();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(get(name), StandardCharsets.UTF_8);
    }
}
