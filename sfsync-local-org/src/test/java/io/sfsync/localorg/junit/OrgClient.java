/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.junit;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.LocalOrg;
import io.sfsync.localorg.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain HTTP client with a session of the org's administrator. */
public final class OrgClient {

    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalOrg org;
    private final String token;

    /** Logs in without HTTP. */
    public OrgClient(LocalOrg org) {
        this.org = org;
        this.token = org.accessToken();
    }

    /** Sends JSON, or nothing if the body is empty; headers come as name, value, name, value. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(org.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Runs a query with version 62. */
    public HttpResponse<String> query(String soql, String... headers) throws Exception {
        return send("GET", "/services/data/v62.0/query?q=" + encode(soql), "", headers);
    }

    /** For use in a URL. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.MAPPER.readTree(answer.body());
    }

    /** The keys of the body in order. */
    public static List<String> keys(HttpResponse<String> answer) throws IOException {
        List<String> keys = new ArrayList<>();
        json(answer).fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
