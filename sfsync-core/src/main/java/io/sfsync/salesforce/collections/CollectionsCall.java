/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.collections;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.RecordError;
import io.sfsync.salesforce.LostAnswerException;
import io.sfsync.salesforce.OrgBody;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import io.sfsync.salesforce.Repeat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of sObject collections (REST API Developer Guide, sObject Collections): up to 200 records, answered in
 * order. Inserts are posted, updates patched, upserts patched under their key field, and deletes go by ids in the
 * address.
 */
public final class CollectionsCall {
    /** The most records of a call. */
    public static final int MAX_RECORDS = 200;

    private static final JsonFactory JSON = new ObjectMapper().getFactory();
    private static final String RESOURCE = "composite/sobjects";

    private final OrgClient client;
    private final Operation operation;
    private final String address;
    private final Map<String, String> headers;
    private final boolean allOrNone;
    private final boolean mayInsert;

    /**
     * @param object API name in its canonical case
     * @param keyField the key of an upsert in its canonical case, {@code null} for other operations
     * @param headers further request headers
     */
    public CollectionsCall(
            OrgClient client,
            Operation operation,
            String object,
            @Nullable String keyField,
            Map<String, String> headers,
            boolean allOrNone) {
        this.client = client;
        this.operation = operation;
        this.address = client.path(operation == Operation.UPSERT ? RESOURCE + "/" + object + "/" + keyField : RESOURCE);
        this.headers = Map.copyOf(headers);
        this.allOrNone = allOrNone;
        this.mayInsert = operation == Operation.INSERT || (operation == Operation.UPSERT && "Id".equals(keyField));
    }

    /** Whether records are named in the address, not written into a body. */
    public boolean isDelete() {
        return operation == Operation.DELETE;
    }

    /** Whether sending a record twice may create it twice. */
    public boolean mayInsert() {
        return mayInsert;
    }

    /**
     * Sends records. The results stand in the order of the records.
     *
     * @throws LostAnswerException if the answer is lost; the same call may then do less, or something twice
     */
    public List<RowResult> send(byte[] json, int records) throws IOException, InterruptedException {
        OrgRequest request = request(operation == Operation.INSERT ? "POST" : "PATCH", address)
                .withBody(new OrgBody.Bytes("application/json; charset=UTF-8", json, json.length));
        return call(request, records);
    }

    /** Deletes the records of these ids; see {@link #send}. */
    public List<RowResult> delete(List<String> ids) throws IOException, InterruptedException {
        OrgRequest request = request("DELETE", address + "?ids=" + String.join(",", ids) + "&allOrNone=" + allOrNone);
        return call(request, ids.size());
    }

    private OrgRequest request(String method, String path) {
        return new OrgRequest(method, path, headers, null, OrgRequest.DEFAULT_IDLE_TIMEOUT);
    }

    private List<RowResult> call(OrgRequest request, int records) throws IOException, InterruptedException {
        return client.call(Api.COLLECTIONS, request, Repeat.IF_NOT_PROCESSED, response -> read(response, records));
    }

    private static List<RowResult> read(OrgResponse response, int records) throws IOException {
        List<RowResult> results = new ArrayList<>(records);
        try (JsonParser parser = JSON.createParser(response.body())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("the answer is no JSON array");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                results.add(result(parser.readValueAsTree()));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("the answer ends after " + results.size() + " results");
            }
        }
        if (results.size() != records) {
            throw new IOException("the answer holds " + results.size() + " results for " + records + " records");
        }
        return results;
    }

    private static RowResult result(JsonNode json) {
        List<RecordError> errors = new ArrayList<>();
        for (JsonNode error : json.path("errors")) {
            List<String> fields = new ArrayList<>();
            error.path("fields").forEach(field -> fields.add(field.asText()));
            errors.add(new RecordError(
                    error.path("statusCode").asText("UNKNOWN_EXCEPTION"),
                    error.path("message").asText(),
                    fields));
        }
        return new RowResult(
                json.path("success").asBoolean(),
                json.path("created").asBoolean(),
                json.path("id").isTextual() ? json.path("id").asText() : null,
                errors);
    }
}
