/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The calls of one composite request or graph, made in order, each with references to those before it. */
final class SubRequests {
    private static final int STRICT_FROM = 52;
    private static final Pattern REFERENCE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_]*");

    private final Router router;
    private final Call outer;
    private final JsonNode requests;
    private final EarlierAnswers earlier;
    private final List<SubAnswer> answers = new ArrayList<>();

    SubRequests(Router router, Call outer, JsonNode requests) {
        this.router = router;
        this.outer = outer;
        this.requests = requests;
        this.earlier = new EarlierAnswers(outer.apiVersion().isAtLeast(STRICT_FROM));
        checkReferenceIds();
    }

    /** Up to v51 only calls that refer to an id with other characters fail (REST API Developer Guide, Composite Subrequest Result). */
    private void checkReferenceIds() {
        boolean strict = outer.apiVersion().isAtLeast(STRICT_FROM);
        Set<String> seen = new HashSet<>();
        for (JsonNode request : requests) {
            String id = request.path("referenceId").asText("");
            if (id.isEmpty() || (strict && !REFERENCE_ID.matcher(id).matches())) {
                throw new ApiException(400, "JSON_PARSER_ERROR", badReferenceId(id));
            }
            if (!seen.add(id)) {
                throw new ApiException(400, "INVALID_INPUT", "Duplicate ReferenceId provided: " + id);
            }
        }
    }

    private static String referenceId(JsonNode request) {
        return request.path("referenceId").asText();
    }

    static String badReferenceId(String id) {
        return "Provided referenceId ('" + id
                + "') must start with a letter or a number, and it can contain only letters,"
                + " numbers and underscores ('_').";
    }

    /** Makes the calls; with {@code stop} none after one that failed. True if none failed. */
    boolean run(boolean stop) {
        boolean fine = true;
        for (JsonNode request : requests) {
            SubAnswer answer = answer(request);
            answers.add(answer);
            String id = referenceId(request);
            if (REFERENCE_ID.matcher(id).matches()) {
                earlier.add(id, answer);
            }
            fine &= !answer.isFailed();
            if (!fine && stop) {
                break;
            }
        }
        return fine;
    }

    private SubAnswer answer(JsonNode request) {
        try {
            String url = earlier.fill(request.path("url").asText(""));
            JsonNode body = request.path("body");
            byte[] content = body.isMissingNode() || body.isNull()
                    ? new byte[0]
                    : Json.MAPPER.writeValueAsString(earlier.fill(body)).getBytes(StandardCharsets.UTF_8);
            String method = request.path("method").asText("GET").toUpperCase(Locale.ROOT);
            return SubAnswer.of(router, outer.sub(method, encoded(url), headers(request, content), content));
        } catch (EarlierAnswers.UnknownReference e) {
            return SubAnswer.error(400, "PROCESSING_HALTED", String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Addresses in composite bodies often come with blanks and quotes as they are. */
    static String encoded(String url) {
        return url.replace(" ", "%20").replace("'", "%27");
    }

    private static Map<String, String> headers(JsonNode request, byte[] content) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, JsonNode> header : request.path("httpHeaders").properties()) {
            headers.put(header.getKey(), header.getValue().asText());
        }
        if (content.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        return headers;
    }

    /** The answers as they came. */
    List<Map<String, @Nullable Object>> response() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            items.add(item(answers.get(i), referenceId(requests.get(i))));
        }
        return items;
    }

    /** The answers after everything was rolled back: the failed call's own, and a word to each sibling. */
    List<Map<String, @Nullable Object>> rolledBack(String word) {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            boolean own = i < answers.size() && answers.get(i).isFailed();
            SubAnswer answer = own ? answers.get(i) : SubAnswer.error(400, "PROCESSING_HALTED", word);
            items.add(item(answer, referenceId(requests.get(i))));
        }
        return items;
    }

    /** The only item of an answer to too many calls (seen by guardian/support-service-lambdas). */
    static Map<String, @Nullable Object> tooMany(int most) {
        String message = "The request can\u2019t contain more than " + most + " operations.";
        return item(SubAnswer.error(400, "LIMIT_EXCEEDED", message), null);
    }

    private static Map<String, @Nullable Object> item(SubAnswer answer, @Nullable String referenceId) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        item.put("body", answer.body());
        item.put("httpHeaders", answer.headers());
        item.put("httpStatusCode", answer.status());
        item.put("referenceId", referenceId);
        return item;
    }
}
