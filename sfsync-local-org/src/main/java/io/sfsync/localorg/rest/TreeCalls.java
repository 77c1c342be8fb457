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
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.OrgStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates records with their children in one call, all or none. */
final class TreeCalls implements CallGroup {
    private static final String TEMPLATE = "/services/data/v{version}/composite/tree/{object}";
    private static final int MOST_RECORDS = 200;

    private final OrgStore store;

    TreeCalls(OrgStore store) {
        this.store = store;
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.rest("POST", TEMPLATE, "Creates trees of up to 200 records in all.")
                        .source("REST API Developer Guide, sObject Tree", Confidence.DOCUMENTED),
                this::create);
    }

    private Answer create(Call call) throws IOException {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        JsonBody body = JsonBody.of(call);
        JsonNode records = body.root().path("records");
        TreeRun run = new TreeRun(store, view, body);
        int count = run.plan(records);
        if (count == 0 || count > MOST_RECORDS) {
            throw new ApiException(
                    400,
                    count == 0 ? "REQUIRED_FIELD_MISSING" : "EXCEEDED_ID_LIMIT",
                    count == 0
                            ? "At least 1 record is required"
                            : "record limit reached. cannot submit more than " + MOST_RECORDS
                                    + " records into this call");
        }
        boolean kept = !run.refuseDuplicates() && store.inTransaction(() -> run.save(object, records));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("hasErrors", !kept);
        answer.put("results", kept ? run.saved() : run.refused());
        return Answer.json(kept ? 201 : 400, answer);
    }

    /** What became of one record of a tree. */
    record Node(String referenceId, String id, List<Map<String, Object>> errors) {}
}
