/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.soql.QueryContext;
import io.sfsync.localorg.soql.SoqlEngine;
import io.sfsync.localorg.soql.syntax.SoqlException;
import io.sfsync.localorg.store.RecordId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads records for REST calls, in the form of query answers. */
final class Records {
    private final SoqlEngine soql;

    Records(SoqlEngine soql) {
        this.soql = soql;
    }

    /** The record with that id, or null if there is none that is live. */
    @Nullable
    Map<String, @Nullable Object> byId(OrgView view, ObjectType object, List<String> fields, long id) {
        return byIds(view, object, fields, List.of(id)).get(id);
    }

    /** The live ones of those records. */
    Map<Long, Map<String, @Nullable Object>> byIds(
            OrgView view, ObjectType object, List<String> fields, Collection<Long> ids) {
        Map<Long, Map<String, @Nullable Object>> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        List<String> quoted = ids.stream()
                .map(id -> "'" + RecordId.format(id) + "'")
                .distinct()
                .toList();
        boolean asked = fields.stream().anyMatch("Id"::equalsIgnoreCase);
        String list = String.join(",", fields) + (asked ? "" : ",Id");
        String query = "SELECT " + list + " FROM " + object.name() + " WHERE Id IN (" + String.join(",", quoted) + ")";
        for (Map<String, @Nullable Object> record : query(view, query, false)) {
            long id = RecordId.parse(String.valueOf(record.get("Id")));
            if (!asked) {
                record.remove("Id");
            }
            found.put(id, record);
        }
        return found;
    }

    /** The ids of the live records with that value in a field. */
    List<String> idsByKey(OrgView view, ObjectType object, FieldDefinition key, String value) {
        boolean text = key.type().isText() || key.type().storage() == Storage.ID;
        String literal = text ? "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'" : value;
        List<String> ids = new ArrayList<>();
        String query = "SELECT Id FROM " + object.name() + " WHERE " + key.name() + " = " + literal + " ORDER BY Id";
        for (Map<String, @Nullable Object> record : query(view, query, false)) {
            ids.add(String.valueOf(record.get("Id")));
        }
        return ids;
    }

    boolean isDeleted(OrgView view, ObjectType object, long id) {
        String query =
                "SELECT Id FROM " + object.name() + " WHERE IsDeleted = true AND Id = '" + RecordId.format(id) + "'";
        return !query(view, query, true).isEmpty();
    }

    /** The children of a record in the form of a query's answer. */
    Map<String, Object> children(OrgView view, ChildRelationship child, List<String> fields, long id) {
        String query = "SELECT " + String.join(",", fields) + " FROM "
                + child.child().name() + " WHERE " + child.field().name() + " = '" + RecordId.format(id) + "'";
        List<Map<String, @Nullable Object>> found = query(view, query, false);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("totalSize", found.size());
        body.put("done", true);
        body.put("records", found);
        return body;
    }

    List<Map<String, @Nullable Object>> query(OrgView view, String query, boolean deleted) {
        try {
            return soql.all(
                    query, QueryContext.of(view.schema(), view.version()).withDeleted(deleted));
        } catch (SoqlException e) {
            throw new ApiException(400, e.errorCode(), e.text());
        }
    }

    /**
     * The fields to read: those asked for with the id behind them (REST API Developer Guide, Batch; asserted by
     * SalesforceMobileSDK-Android's tests against a real org), or all.
     */
    static List<String> fields(Call call, ObjectType object) {
        List<String> fields = new ArrayList<>(
                call.query("fields").map(list -> List.of(list.split(","))).orElseGet(() -> readableFields(object)));
        if (fields.stream().noneMatch(field -> field.strip().equalsIgnoreCase("Id"))) {
            fields.add("Id");
        }
        return fields;
    }

    /** Every field of an object, without its bytes. */
    static List<String> readableFields(ObjectType object) {
        return object.fields().stream()
                .filter(field -> field.type().storage() != Storage.BYTES)
                .map(FieldDefinition::name)
                .toList();
    }
}
