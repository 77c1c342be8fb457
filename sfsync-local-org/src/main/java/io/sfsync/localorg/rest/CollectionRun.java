/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowError;
import io.sfsync.localorg.store.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of one collection call, cut where the object changes into chunks that are done one after the other (REST API Developer Guide,
 * sObject Collections: at most 10 chunks).
 */
final class CollectionRun {
    private static final int MOST_CHUNKS = 10;

    private final OrgStore store;
    private final OrgView view;
    private final DmlOptions options;
    private final String tooManyCode;
    private final List<Supplier<List<RowResult>>> chunks = new ArrayList<>();
    private @Nullable ObjectType current;
    private InputRows rows;
    private List<Row> deletions = new ArrayList<>();

    /**
     * A run without records.
     *
     * @param tooManyCode the code of the refusal of too many chunks
     */
    CollectionRun(OrgStore store, OrgView view, boolean allOrNone, String tooManyCode) {
        this.tooManyCode = tooManyCode;
        this.store = store;
        this.view = view;
        this.options = view.options().withAllOrNone(allOrNone);
        this.rows = new InputRows(view.schema(), anyObject());
    }

    private ObjectType anyObject() {
        return view.schema().objects().iterator().next();
    }

    void add(
            ObjectType object,
            Operation operation,
            @Nullable FieldDefinition key,
            JsonBody body,
            String pointer,
            JsonNode record) {
        if (current == null || !current.name().equals(object.name())) {
            InputRows fresh = new InputRows(view.schema(), object);
            rows = fresh;
            current = object;
            chunk(() -> store.dml().execute(fresh.request(operation, key, options), fresh.rows()));
        }
        rows.add(body, pointer, record);
    }

    /** A record that can't be given to any object. */
    void refuse(RowError error) {
        current = null;
        chunk(() -> List.of(RowResult.refused(0, List.of(error))));
    }

    void delete(String text) {
        long id = RecordId.parse(text);
        ObjectType object = id == RecordId.MALFORMED ? null : view.schema().objectByPrefix(RecordId.keyPrefix(id));
        if (object == null) {
            refuse(RowError.of("MALFORMED_ID", "malformed id " + text));
            return;
        }
        if (current == null || !current.name().equals(object.name())) {
            List<Row> ids = new ArrayList<>();
            deletions = ids;
            current = object;
            DmlRequest request = RecordDeletion.request(object, options);
            chunk(() -> store.dml().execute(request, ids));
        }
        deletions.add(Row.of(text));
    }

    private void chunk(Supplier<List<RowResult>> chunk) {
        if (chunks.size() == MOST_CHUNKS && !isRefusal()) {
            // The wording is Apex's; that of the REST API is not known.
            throw new ApiException(
                    400, tooManyCode, "Cannot have more than " + MOST_CHUNKS + " chunks in a single operation");
        }
        chunks.add(chunk);
    }

    private boolean isRefusal() {
        return current == null;
    }

    List<RowResult> finish() {
        List<RowResult> results = new ArrayList<>();
        if (!options.allOrNone()) {
            chunks.forEach(chunk -> results.addAll(chunk.get()));
            return results;
        }
        boolean kept = store.inTransaction(() -> {
            chunks.forEach(chunk -> results.addAll(chunk.get()));
            return results.stream().allMatch(RowResult::success);
        });
        return kept ? results : results.stream().map(CollectionRun::rolledBack).toList();
    }

    private static RowResult rolledBack(RowResult result) {
        return result.success() ? result.rolledBack() : result;
    }

    static RowError unknownType(String type) {
        return RowError.of(
                "INVALID_TYPE",
                "sObject type '" + type + "' is not supported. If you are attempting to use a custom object, be sure to"
                        + " append the '__c' after the entity name. Please reference your WSDL or the describe call for"
                        + " the appropriate names.");
    }
}
