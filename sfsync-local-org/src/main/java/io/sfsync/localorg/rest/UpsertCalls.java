/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.JsonCells;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.RowResult;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Upsert, read and delete one record by the value of an external id field. */
final class UpsertCalls implements CallGroup {
    private static final String BASE = "/services/data/v{version}/sobjects/{object}/";
    private static final String SOURCE = "recorded by tablexi/restforce-db; asserted by jsforce's tests against a real"
            + " org; REST API Developer Guide, Insert or Update (Upsert) a Record Using an External ID";

    /** From this version on an update answers 200 with a body, before it 204 (REST API Developer Guide). */
    private static final int ANSWERS_UPDATES = 46;

    private final OrgStore store;
    private final Records records;
    private final Switches switches;

    UpsertCalls(OrgStore store, Records records, Switches switches) {
        this.store = store;
        this.records = records;
        this.switches = switches;
    }

    @Override
    public void register(Router router) {
        String description = "Creates or changes the record with that value of an external id field.";
        router.add(
                Route.rest("PATCH", BASE + "{field}/{value}", description).source(SOURCE, Confidence.RECORDED),
                this::upsert);
        router.add(
                Route.rest("POST", BASE + "Id", "Creates a record through the address of an upsert.")
                        .source("REST API Developer Guide, Insert or Update (Upsert)", Confidence.DOCUMENTED),
                this::insert);
        router.add(
                Route.rest("GET", BASE + "{field}/{value}", "Reads the record with that value of an external id field.")
                        .source(SOURCE, Confidence.DOCUMENTED),
                this::read);
        router.add(
                Route.rest("DELETE", BASE + "{field}/{value}", "Deletes the record with that value of a field.")
                        .source(SOURCE, Confidence.DOCUMENTED),
                this::delete);
    }

    private Answer upsert(Call call) throws IOException {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        FieldDefinition key = key(object, call.parameter("field"));
        String value = call.parameter("value");
        boolean updateOnly = call.query("updateOnly").orElse("").equalsIgnoreCase("true");
        return save(call, view, object, key, value, view.options().withUpdateOnly(updateOnly));
    }

    private Answer insert(Call call) throws IOException {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        return save(call, view, object, key(object, "Id"), null, view.options());
    }

    private Answer save(
            Call call, OrgView view, ObjectType object, FieldDefinition key, @Nullable String value, DmlOptions options)
            throws IOException {
        JsonBody body = RecordBodies.read(call, object);
        InputRows input = new InputRows(view.schema(), object);
        input.add(body, "", body.root());
        if (value != null) {
            input.set(0, key, keyCell(input, key, value));
        }
        RowResult result = store.dml()
                .execute(input.request(Operation.UPSERT, key, options), input.rows())
                .get(0);
        return result.success()
                ? saved(view, object, result)
                : refused(view, object, key, String.valueOf(value), options.updateOnly(), result);
    }

    /** The value in the address; a switch decides which bodies that have it too are refused. */
    private Object keyCell(InputRows input, FieldDefinition key, String value) {
        Object cell = JsonCells.read(key, TextNode.valueOf(value));
        Object given = input.get(0, key);
        boolean same = String.valueOf(given).equalsIgnoreCase(String.valueOf(cell));
        boolean refused = switch (switches.get(Switch.REST_UPSERT_KEY_IN_BODY)) {
            case "refused" -> true;
            case "ignored" -> false;
            default -> !same;
        };
        if (given != null && refused) {
            throw new ApiException(
                    400, "INVALID_FIELD", "The " + key.name() + " field should not be specified in the sobject data.");
        }
        if (cell == null) {
            JsonNode node = TextNode.valueOf(value);
            throw new ApiException(400, "JSON_PARSER_ERROR", JsonCells.misfit(key, node));
        }
        return cell;
    }

    private Answer saved(OrgView view, ObjectType object, RowResult result) {
        boolean bodied = Double.parseDouble(view.version()) >= ANSWERS_UPDATES;
        if (!result.created() && !bodied) {
            return Answer.empty(204);
        }
        Map<String, Object> body = bodied ? SaveAnswers.upserted(result) : SaveAnswers.saved(result);
        Answer answer = Answer.json(result.created() ? 201 : 200, body);
        return result.created() ? answer.header("Location", view.recordUrl(object, result.idText())) : answer;
    }

    private Answer refused(
            OrgView view, ObjectType object, FieldDefinition key, String value, boolean updateOnly, RowResult result) {
        String code = result.errors().get(0).code();
        if (code.equals("DUPLICATE_EXTERNAL_ID")) {
            return Answer.json(300, urls(view, object, records.idsByKey(view, object, key, value)));
        }
        boolean missing = code.equals("INVALID_CROSS_REFERENCE_KEY") || code.equals("ENTITY_IS_DELETED");
        if (missing && updateOnly) {
            throw ApiException.notFound();
        }
        return SaveAnswers.refusal(view, object, missing && key.type() == FieldType.ID ? 404 : 400, result);
    }

    /** More than one match: 300 and the addresses of all, recorded in restforce's fixtures, asserted by jsforce's tests. */
    private static List<String> urls(OrgView view, ObjectType object, List<String> ids) {
        return ids.stream().map(id -> view.recordUrl(object, id)).toList();
    }

    private Answer read(Call call) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        FieldDefinition blob = object.field(call.parameter("value"));
        if (blob != null && blob.type() == FieldType.BASE64) {
            return bytes(object, blob, RecordId.parse(call.parameter("field")));
        }
        Answer related =
                new RelatedRecords(records).read(call, view, object, call.parameter("field"), call.parameter("value"));
        if (related != null) {
            return related;
        }
        FieldDefinition key = key(object, call.parameter("field"));
        List<String> ids = records.idsByKey(view, object, key, call.parameter("value"));
        if (ids.size() > 1) {
            return Answer.json(300, urls(view, object, ids));
        }
        List<String> fields = Records.fields(call, object);
        Map<String, @Nullable Object> record =
                ids.isEmpty() ? null : records.byId(view, object, fields, RecordId.parse(ids.get(0)));
        if (record == null) {
            throw ApiException.notFound();
        }
        return Answer.json(200, record).xmlRoot(object.name());
    }

    /** {@code GET /sobjects/Attachment/{id}/Body} (REST API Developer Guide, sObject Blob Get). */
    private Answer bytes(ObjectType object, FieldDefinition field, long id) {
        byte[] bytes = id == RecordId.MALFORMED ? null : Blobs.read(store, object, field, id);
        if (bytes == null) {
            throw ApiException.notFound();
        }
        return Answer.bytes(200, "application/octetstream", bytes);
    }

    private Answer delete(Call call) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        FieldDefinition key = key(object, call.parameter("field"));
        List<String> ids = records.idsByKey(view, object, key, call.parameter("value"));
        if (ids.isEmpty()) {
            throw ApiException.notFound();
        }
        if (ids.size() > 1) {
            return Answer.json(300, urls(view, object, ids));
        }
        RowResult result = RecordDeletion.delete(store, view, object, ids.get(0));
        if (!result.success()) {
            throw SaveAnswers.refused(400, result);
        }
        return Answer.empty(204);
    }

    private static FieldDefinition key(ObjectType object, String name) {
        FieldDefinition key = object.field(name);
        if (key == null || !key.isIdLookup()) {
            throw RecordCalls.noSuchKey(name);
        }
        return key;
    }
}
