/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiError;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectTrait;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.RowResult;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Create, read, update and delete one record by its id. */
final class RecordCalls implements CallGroup {
    private static final String BASE = "/services/data/v{version}/sobjects/{object}";
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss [z][xx]", Locale.ENGLISH);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx");

    private final OrgStore store;
    private final Records records;
    private final Switches switches;

    RecordCalls(OrgStore store, Records records, Switches switches) {
        this.store = store;
        this.records = records;
        this.switches = switches;
    }

    @Override
    public void register(Router router) {
        String recorded = "recorded by tablexi/restforce-db and openstax/accounts; REST API Developer Guide, ";
        router.add(
                Route.rest("POST", BASE, "Creates a record.").source(recorded + "Create a Record", Confidence.RECORDED),
                this::create);
        router.add(
                Route.rest("GET", BASE + "/{id}", "Reads a record.")
                        .source(recorded + "Get Field Values from a Standard Object Record", Confidence.RECORDED),
                this::read);
        router.add(
                Route.rest("PATCH", BASE + "/{id}", "Changes a record.")
                        .source(recorded + "Update a Record", Confidence.RECORDED),
                this::update);
        router.add(
                Route.rest("DELETE", BASE + "/{id}", "Puts a record into the recycle bin.")
                        .source(recorded + "Delete a Record", Confidence.RECORDED),
                this::delete);
    }

    private Answer create(Call call) throws IOException {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        if (!object.is(ObjectTrait.CREATEABLE)) {
            throw ApiException.notFound();
        }
        JsonBody body = RecordBodies.read(call, object);
        refuseId(body);
        InputRows input = new InputRows(view.schema(), object);
        input.add(body, "", body.root());
        RowResult result = save(input, Operation.INSERT, view);
        if (!result.success()) {
            return SaveAnswers.refusal(view, object, 400, result);
        }
        return Answer.json(201, SaveAnswers.saved(result)).header("Location", view.recordUrl(object, result.idText()));
    }

    /** Recorded in public logs: the id has no place in the body of create and update. */
    private static void refuseId(JsonBody body) {
        for (Map.Entry<String, ?> property : body.root().properties()) {
            if (property.getKey().equalsIgnoreCase("Id")) {
                throw new ApiException(
                        400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.");
            }
        }
    }

    private Answer read(Call call) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        long id = idOf(call);
        if (id == RecordId.MALFORMED || !RecordId.keyPrefix(id).equals(object.keyPrefix())) {
            throw ApiException.notFound();
        }
        List<String> fields = Records.fields(call, object);
        List<String> asked = new ArrayList<>(fields);
        asked.add("LastModifiedDate");
        Map<String, @Nullable Object> record =
                records.byId(view, object, asked.stream().distinct().toList(), id);
        if (record == null) {
            throw missing(view, object, id);
        }
        String modified = String.valueOf(record.get("LastModifiedDate"));
        if (fields.stream().noneMatch("LastModifiedDate"::equalsIgnoreCase)) {
            record.remove("LastModifiedDate");
        }
        Blobs.addPaths(view, object, id, record, call.query("fields").isPresent());
        return conditional(call, object, record, modified);
    }

    /** {@code Last-Modified}, and an {@code ETag} for accounts only (recorded by tablexi/restforce-db). */
    private static Answer conditional(
            Call call, ObjectType object, Map<String, @Nullable Object> record, String modified) {
        Instant stamp = OffsetDateTime.parse(modified, STAMP).toInstant();
        String since = call.header("If-Modified-Since").orElse("");
        boolean unchanged =
                !since.isEmpty() && !stamp.truncatedTo(ChronoUnit.SECONDS).isAfter(parseHttpDate(since));
        Answer answer = unchanged ? Answer.empty(304) : Answer.json(200, record).xmlRoot(object.name());
        answer = answer.header(
                "Last-Modified", DateTimeFormatter.RFC_1123_DATE_TIME.format(stamp.atOffset(ZoneOffset.UTC)));
        return object.name().equals("Account")
                ? answer.header("ETag", "\"" + Integer.toHexString(stamp.hashCode()) + "\"")
                : answer;
    }

    /** With the name of any time zone ({@code EEE, dd MMM yyyy HH:mm:ss z}: REST API Developer Guide, Conditional Requests). */
    static Instant parseHttpDate(String text) {
        try {
            return ZonedDateTime.parse(text, HTTP_DATE).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }

    private Answer update(Call call) throws IOException {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        long id = idOf(call);
        if (id == RecordId.MALFORMED || !RecordId.keyPrefix(id).equals(object.keyPrefix())) {
            FieldDefinition field = Objects.requireNonNull(object.field("Id"));
            // Recorded by forcedotcom/sf-fx-runtime-nodejs for an id of the right shape with wrong check characters.
            throw new ApiException(
                    400,
                    List.of(new ApiError(
                            "MALFORMED_ID",
                            field.label() + ": id value of incorrect type: " + call.parameter("id"),
                            List.of("Id"))));
        }
        JsonBody body = RecordBodies.read(call, object);
        refuseId(body);
        InputRows input = new InputRows(view.schema(), object);
        input.add(body, "", body.root());
        input.set(0, Objects.requireNonNull(object.field("Id")), RecordId.format(id));
        RowResult result = save(input, Operation.UPDATE, view);
        if (!result.success()) {
            throw SaveAnswers.refused(records.byId(view, object, List.of("Id"), id) == null ? 404 : 400, result);
        }
        return Answer.empty(204);
    }

    private Answer delete(Call call) {
        OrgView view = OrgView.of(call, store);
        ObjectType object = view.object(call.parameter("object"));
        String text = call.parameter("id");
        long id = idOf(call);
        if (id == RecordId.MALFORMED || !RecordId.keyPrefix(id).equals(object.keyPrefix())) {
            throw new ApiException(400, List.of(new ApiError("MALFORMED_ID", "malformed id " + text, List.of())));
        }
        RowResult result = RecordDeletion.delete(store, view, object, RecordId.format(id));
        if (!result.success()) {
            throw SaveAnswers.refused(records.byId(view, object, List.of("Id"), id) == null ? 404 : 400, result);
        }
        return Answer.empty(204);
    }

    /**
     * The id in the address. What has not the shape of one is taken for the name of an external id field: 404, as asserted by
     * giacomelli/SalesforceSharp's tests against a real org.
     */
    private static long idOf(Call call) {
        String text = call.parameter("id");
        if (!text.matches("[A-Za-z0-9]{15}|[A-Za-z0-9]{18}")) {
            throw noSuchKey(text);
        }
        return RecordId.parse(text);
    }

    static ApiException noSuchKey(String field) {
        return new ApiException(
                404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + field);
    }

    private ApiException missing(OrgView view, ObjectType object, long id) {
        boolean told = switches.is(Switch.REST_READ_OF_DELETED, "entity-is-deleted");
        return told && records.isDeleted(view, object, id)
                ? new ApiException(404, List.of(new ApiError("ENTITY_IS_DELETED", "entity is deleted", List.of())))
                : ApiException.notFound();
    }

    private RowResult save(InputRows input, Operation operation, OrgView view) {
        return store.dml()
                .execute(input.request(operation, null, view.options()), input.rows())
                .get(0);
    }
}
