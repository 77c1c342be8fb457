/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.RecordId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records that are reached from another one by the name of a relationship: a parent is answered as a record, children as a query (REST API
 * Developer Guide, sObject Relationships).
 */
final class RelatedRecords {
    private final Records records;

    RelatedRecords(Records records) {
        this.records = records;
    }

    /** The answer to {@code GET /sobjects/{object}/{id}/{name}}, or null if the path means something else. */
    @Nullable
    Answer read(Call call, OrgView view, ObjectType object, String idText, String name) {
        long id = idText.matches("[A-Za-z0-9]{15}|[A-Za-z0-9]{18}") ? RecordId.parse(idText) : RecordId.MALFORMED;
        if (id == RecordId.MALFORMED || !RecordId.keyPrefix(id).equals(object.keyPrefix())) {
            return null;
        }
        FieldDefinition reference = object.relationship(name);
        ChildRelationship child = view.schema().childRelationship(object, name);
        if (reference == null && child == null) {
            throw ApiException.notFound();
        }
        return reference == null && child != null
                ? children(call, view, child, id)
                : parent(call, view, object, String.valueOf(reference == null ? "" : reference.name()), id);
    }

    private Answer parent(Call call, OrgView view, ObjectType object, String field, long id) {
        Map<String, @Nullable Object> record = records.byId(view, object, List.of(field), id);
        Object key = record == null ? null : record.get(field);
        long target = key == null ? RecordId.MALFORMED : RecordId.parse(String.valueOf(key));
        ObjectType type =
                target == RecordId.MALFORMED ? null : view.schema().objectByPrefix(RecordId.keyPrefix(target));
        if (type == null) {
            throw ApiException.notFound();
        }
        Map<String, @Nullable Object> found = records.byId(view, type, Records.fields(call, type), target);
        if (found == null) {
            throw ApiException.notFound();
        }
        return Answer.json(200, found).xmlRoot(type.name());
    }

    private Answer children(Call call, OrgView view, ChildRelationship child, long id) {
        return Answer.json(200, records.children(view, child, fields(call, child.child()), id))
                .xmlRoot("QueryResult");
    }

    private static List<String> fields(Call call, ObjectType object) {
        return call.query("fields")
                .map(list -> List.of(list.split(",")))
                .orElseGet(() -> Records.readableFields(object));
    }
}
