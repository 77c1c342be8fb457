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
import io.sfsync.localorg.store.RecordId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads many records of one object by their ids, in the order of the ids, null for those that are not there. */
final class RetrieveCalls implements CallGroup {
    private static final String TEMPLATE = "/services/data/v{version}/composite/sobjects/{object}";
    private static final String SOURCE = "REST API Developer Guide, Get Multiple Records with Fewer Round Trips";
    private static final int MOST_RECORDS = 2_000;

    private final OrgStore store;
    private final Records records;

    RetrieveCalls(OrgStore store, Records records) {
        this.store = store;
        this.records = records;
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.rest("GET", TEMPLATE, "Reads records by their ids.").source(SOURCE, Confidence.DOCUMENTED),
                this::byAddress);
        router.add(
                Route.rest("POST", TEMPLATE, "Reads up to 2,000 records by their ids.")
                        .source(SOURCE, Confidence.DOCUMENTED),
                this::byBody);
    }

    private Answer byAddress(Call call) {
        return read(
                call,
                split(call.query("ids").orElse("")),
                split(call.query("fields").orElse("")));
    }

    private Answer byBody(Call call) throws IOException {
        JsonNode body = JsonBody.of(call).root();
        return read(call, texts(body.path("ids")), texts(body.path("fields")));
    }

    private Answer read(Call call, List<String> ids, List<String> fields) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        if (ids.isEmpty() || fields.isEmpty()) {
            throw new ApiException(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required");
        }
        if (ids.size() > MOST_RECORDS) {
            throw new ApiException(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than " + MOST_RECORDS + " records into this call");
        }
        List<Long> parsed = ids.stream().map(RecordId::parse).toList();
        List<Long> readable = parsed.stream().filter(id -> isOf(object, id)).toList();
        Map<Long, Map<String, @Nullable Object>> found = records.byIds(view, object, fields, readable);
        List<@Nullable Object> answer = new ArrayList<>();
        parsed.forEach(id -> answer.add(found.get(id)));
        return Answer.json(200, answer).xmlRoot("Results");
    }

    private static boolean isOf(ObjectType object, long id) {
        return id != RecordId.MALFORMED && RecordId.keyPrefix(id).equals(object.keyPrefix());
    }

    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
