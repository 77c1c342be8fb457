/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Several calls in one: composite, whose calls may refer to each other, batch, whose calls stand alone, and graph. */
final class CompositeCalls implements CallGroup {
    private static final String BASE = "/services/data/v{version}/composite";
    private static final int MOST_CALLS = 25;
    private static final int MOST_QUERIES = 5;
    private static final int MOST_GRAPHS = 75;
    private static final int MOST_NODES = 500;

    private final OrgStore store;
    private final Router router;
    private final Switches switches;

    CompositeCalls(OrgStore store, Router router, Switches switches) {
        this.store = store;
        this.router = router;
        this.switches = switches;
    }

    @Override
    public void register(Router target) {
        target.add(
                Route.rest("GET", BASE, "Lists the composite resources.")
                        .source("REST API Developer Guide, Composite", Confidence.DOCUMENTED),
                CompositeCalls::resources);
        target.add(
                Route.rest("POST", BASE, "Makes up to 25 calls that may refer to each other.")
                        .source(
                                "recorded by SFDO-Tooling/CumulusCI and in apache/camel's fixtures; REST API Developer"
                                        + " Guide, Composite",
                                Confidence.RECORDED),
                this::composite);
        target.add(
                Route.rest("POST", BASE + "/batch", "Makes up to 25 calls that stand alone.")
                        .source("recorded in public logs; REST API Developer Guide, Batch", Confidence.RECORDED),
                this::batch);
        target.add(
                Route.rest("POST", BASE + "/graph", "Makes several composite requests, each whole or not at all.")
                        .source(
                                "recorded by forcedotcom/sf-fx-runtime-nodejs; REST API Developer Guide, Composite Graphs",
                                Confidence.RECORDED),
                this::graph);
    }

    private static Answer resources(Call call) {
        String base = "/services/data/v" + call.apiVersion() + "/composite";
        Map<String, String> resources = new LinkedHashMap<>();
        resources.put("tree", base + "/tree");
        resources.put("batch", base + "/batch");
        resources.put("sobjects", base + "/sobjects");
        resources.put("graph", base + "/graph");
        return Answer.json(200, resources);
    }

    private Answer composite(Call call) throws IOException {
        JsonNode root = JsonBody.of(call).root();
        JsonNode requests = root.path("compositeRequest");
        if (requests.size() > MOST_CALLS) {
            return Answer.json(200, Map.of("compositeResponse", List.of(SubRequests.tooMany(MOST_CALLS))));
        }
        checkSize(requests);
        SubRequests run = new SubRequests(router, call, requests);
        Map<String, Object> body = new LinkedHashMap<>();
        if (root.path("allOrNone").asBoolean(false)) {
            boolean kept = store.inTransaction(() -> run.run(true));
            body.put("compositeResponse", kept ? run.response() : run.rolledBack(rolledBackText()));
        } else {
            run.run(false);
            body.put("compositeResponse", run.response());
        }
        return Answer.json(200, body);
    }

    private String rolledBackText() {
        boolean we = switches.is(Switch.COMPOSITE_ROLLBACK_TEXT, "we");
        return (we ? "We rolled back the transaction" : "The transaction was rolled back")
                + " since another operation in the same transaction failed.";
    }

    private static void checkSize(JsonNode requests) {
        if (requests.size() == 0) {
            throw new ApiException(400, "REQUIRED_FIELD_MISSING", "At least 1 subrequest is required");
        }
        int queries = 0;
        for (JsonNode request : requests) {
            String path = request.path("url").asText("").toLowerCase(Locale.ROOT);
            if (path.contains("/query") || path.contains("/composite/sobjects")) {
                queries++;
            }
        }
        if (queries > MOST_QUERIES) {
            throw new ApiException(
                    400,
                    "LIMIT_EXCEEDED",
                    "Limit exceeded: at most " + MOST_QUERIES
                            + " query and sObject Collections subrequests are allowed");
        }
    }

    private Answer batch(Call call) throws IOException {
        JsonNode root = JsonBody.of(call).root();
        JsonNode requests = root.path("batchRequests");
        if (requests.size() == 0 || requests.size() > MOST_CALLS) {
            throw new ApiException(
                    400, "LIMIT_EXCEEDED", "A batch takes 1 to " + MOST_CALLS + " requests, was " + requests.size());
        }
        boolean halt = root.path("haltOnError").asBoolean(false);
        boolean failed = false;
        List<Map<String, Object>> results = new ArrayList<>();
        for (JsonNode request : requests) {
            SubAnswer answer = failed && halt
                    ? SubAnswer.error(412, "BATCH_PROCESSING_HALTED", "Batch processing halted as requested")
                    : single(call, request);
            failed |= answer.isFailed();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("statusCode", answer.status());
            result.put("result", answer.isFailed() ? codeFirst(answer.body()) : answer.body());
            results.add(result);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("hasErrors", failed);
        body.put("results", results);
        return Answer.json(200, body);
    }

    /** Errors inside a batch are recorded as {@code errorCode}, {@code message}, and without empty {@code fields}. */
    private static List<Map<String, Object>> codeFirst(JsonNode errors) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (JsonNode error : errors) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("errorCode", error.path("errorCode"));
            item.put("message", error.path("message"));
            if (!error.path("fields").isEmpty()) {
                item.put("fields", error.path("fields"));
            }
            items.add(item);
        }
        return items;
    }

    /** Addresses of a batch begin at the version: {@code v60.0/sobjects/Account/001…}. */
    private SubAnswer single(Call outer, JsonNode request) throws IOException {
        String url = SubRequests.encoded(request.path("url").asText(""));
        String path =
                url.startsWith("/services/") ? url : "/services/data/" + (url.startsWith("/") ? url.substring(1) : url);
        JsonNode input = request.path("richInput");
        byte[] content = input.isMissingNode() || input.isNull() ? new byte[0] : JsonBody.bytes(input);
        Map<String, String> headers = content.length == 0 ? Map.of() : Map.of("Content-Type", "application/json");
        return SubAnswer.of(
                router,
                outer.sub(request.path("method").asText("GET").toUpperCase(Locale.ROOT), path, headers, content));
    }

    private Answer graph(Call call) throws IOException {
        JsonNode graphs = JsonBody.of(call).root().path("graphs");
        int nodes = 0;
        for (JsonNode graph : graphs) {
            nodes += graph.path("compositeRequest").size();
        }
        if (graphs.size() == 0 || graphs.size() > MOST_GRAPHS || nodes > MOST_NODES) {
            throw new ApiException(
                    400,
                    "LIMIT_EXCEEDED",
                    "A request takes 1 to " + MOST_GRAPHS + " graphs with at most " + MOST_NODES + " nodes in all");
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        for (JsonNode graph : graphs) {
            SubRequests run = new SubRequests(router, call, graph.path("compositeRequest"));
            boolean kept = store.inTransaction(() -> run.run(true));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("graphId", graph.path("graphId").asText());
            answer.put(
                    "graphResponse",
                    Map.of("compositeResponse", kept ? run.response() : run.rolledBack(rolledBackText())));
            answer.put("isSuccessful", kept);
            answers.add(answer);
        }
        return Answer.json(200, Map.of("graphs", answers));
    }
}
