/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls an org as one user. */
record OrgClient(LocalOrg org, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(org.url() + "/services/data/v60.0" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", body.startsWith("{") ? "application/json" : "text/csv")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        return answer.body().isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(answer.body());
    }
}
