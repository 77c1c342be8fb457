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
import io.sfsync.localorg.http.CallHandler;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RowResult;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes up to 200 records in one call: create, update, upsert, delete. */
final class CollectionCalls implements CallGroup {
    private static final String BASE = "/services/data/v{version}/composite/sobjects";
    private static final String SOURCE =
            "recorded by amp-labs/connectors and SFDO-Tooling/CumulusCI; REST API Developer Guide, sObject Collections";
    private static final int MOST_RECORDS = 200;

    private final OrgStore store;
    private final Switches switches;

    CollectionCalls(OrgStore store, Switches switches) {
        this.store = store;
        this.switches = switches;
    }

    @Override
    public void register(Router router) {
        add(router, "POST", BASE, "Creates up to 200 records.", call -> write(call, Operation.INSERT));
        add(router, "PATCH", BASE, "Changes up to 200 records.", call -> write(call, Operation.UPDATE));
        add(router, "PATCH", BASE + "/{object}/{field}", "Upserts up to 200 records of one object.", this::upsert);
        add(router, "DELETE", BASE, "Deletes up to 200 records.", this::delete);
    }

    private static void add(Router router, String method, String template, String description, CallHandler handler) {
        router.add(Route.rest(method, template, description).source(SOURCE, Confidence.RECORDED), handler);
    }

    private Answer write(Call call, Operation operation) throws IOException {
        OrgView view = OrgView.of(call, store);
        JsonBody body = JsonBody.of(call);
        JsonNode records = records(body);
        CollectionRun run = run(view, allOrNone(body.root()));
        for (int i = 0; i < records.size(); i++) {
            JsonNode record = records.get(i);
            String type = record.path("attributes").path("type").asText("");
            ObjectType object = view.schema().object(type);
            if (object == null) {
                run.refuse(CollectionRun.unknownType(type));
            } else {
                run.add(object, operation, null, body, "/records/" + i, record);
            }
        }
        return answer(run.finish(), operation);
    }

    private Answer upsert(Call call) throws IOException {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        FieldDefinition key = object.field(call.parameter("field"));
        if (key == null || !key.isIdLookup()) {
            throw RecordCalls.noSuchKey(call.parameter("field"));
        }
        JsonBody body = JsonBody.of(call);
        JsonNode records = records(body);
        CollectionRun run = run(view, allOrNone(body.root()));
        for (int i = 0; i < records.size(); i++) {
            run.add(object, Operation.UPSERT, key, body, "/records/" + i, records.get(i));
        }
        return answer(run.finish(), Operation.UPSERT);
    }

    private Answer delete(Call call) {
        OrgView view = OrgView.of(call, store);
        String ids = call.query("ids").orElse("");
        List<String> texts = new ArrayList<>();
        for (String id : ids.split(",", -1)) {
            if (!id.isBlank()) {
                texts.add(id.strip());
            }
        }
        if (texts.isEmpty()) {
            // Recorded in restforce's fixtures.
            throw new ApiException(400, "REQUIRED_FIELD_MISSING", "At least 1 Id is required.");
        }
        checkSize(texts.size());
        boolean all = call.query("allOrNone").orElse("").equalsIgnoreCase("true");
        CollectionRun run = run(view, all);
        texts.forEach(run::delete);
        return answer(run.finish(), Operation.DELETE);
    }

    private CollectionRun run(OrgView view, boolean allOrNone) {
        return new CollectionRun(store, view, allOrNone, switches.get(Switch.COLLECTIONS_TOO_MANY_CHUNKS));
    }

    private static Answer answer(List<RowResult> results, Operation operation) {
        boolean upsert = operation == Operation.UPSERT;
        boolean ids = operation == Operation.DELETE;
        List<Map<String, Object>> items = results.stream()
                .map(result -> SaveAnswers.item(result, upsert, ids))
                .toList();
        return Answer.json(200, items).xmlRoot("Results");
    }

    private static JsonNode records(JsonBody body) {
        JsonNode records = body.root().path("records");
        checkSize(records.size());
        return records;
    }

    private static boolean allOrNone(JsonNode root) {
        return root.path("allOrNone").asBoolean(false);
    }

    private static void checkSize(int records) {
        if (records == 0) {
            // Recorded by amp-labs/connectors.
            throw new ApiException(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required");
        }
        if (records > MOST_RECORDS) {
            // Recorded in public logs.
            throw new ApiException(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "record limit reached. cannot submit more than " + MOST_RECORDS + " records into this call");
        }
    }
}
