/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.schema.ChildRelationship;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.store.RowError;
import io.sfsync.localorg.store.RowResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one tree call: parents first, children with their parents' ids. */
final class TreeRun {
    private static final int DEEPEST = 5;

    private final OrgStore store;
    private final OrgView view;
    private final JsonBody body;
    private final List<TreeCalls.Node> nodes = new ArrayList<>();
    private @Nullable String twice;

    TreeRun(OrgStore store, OrgView view, JsonBody body) {
        this.store = store;
        this.view = view;
        this.body = body;
    }

    /** Counts the records of all levels and remembers the reference id that comes twice, if one does. */
    int plan(JsonNode records) {
        return plan(records, new HashSet<>(), 1);
    }

    private int plan(JsonNode records, Set<String> seen, int level) {
        if (level > DEEPEST) {
            throw new ApiException(
                    400, "INVALID_INPUT", "A tree has at most " + DEEPEST + " levels of records; send the rest apart");
        }
        int count = 0;
        for (JsonNode record : records) {
            count++;
            String id = record.path("attributes").path("referenceId").asText("");
            if (id.isEmpty()) {
                // Noted from a real org in the comments of a public Apex client.
                throw new ApiException(400, "INVALID_INPUT", "Include a reference ID for each record in the request.");
            }
            if (!seen.add(id) && twice == null) {
                twice = id;
            }
            for (Map.Entry<String, JsonNode> property : record.properties()) {
                if (property.getValue().path("records").isArray()) {
                    count += plan(property.getValue().path("records"), seen, level + 1);
                }
            }
        }
        return count;
    }

    /** Notes the reference id that comes twice as the only errors, as recorded by amp-labs/connectors; false if none does. */
    boolean refuseDuplicates() {
        if (twice == null) {
            return false;
        }
        nodes.add(new TreeCalls.Node(
                twice,
                "",
                SaveAnswers.itemErrors(List.of(
                        RowError.of("INVALID_INPUT", "Duplicate ReferenceId provided in the request."),
                        RowError.of("PROCESSING_HALTED", "Duplicate ReferenceId found: " + twice)))));
        return true;
    }

    /** Saves records one by one; true if all could be saved. */
    boolean save(ObjectType object, JsonNode records) {
        return save(object, records, "/records", null, null);
    }

    private boolean save(
            ObjectType object,
            JsonNode records,
            String pointer,
            @Nullable FieldDefinition parentField,
            @Nullable String parentId) {
        boolean fine = true;
        for (int i = 0; i < records.size(); i++) {
            JsonNode record = records.get(i);
            String place = pointer + "/" + i;
            InputRows input = new InputRows(view.schema(), object);
            input.add(body, place, withoutChildren(record));
            if (parentField != null && parentId != null) {
                input.set(0, parentField, parentId);
            }
            RowResult result = store.dml()
                    .execute(input.request(Operation.INSERT, null, view.options()), input.rows())
                    .get(0);
            nodes.add(new TreeCalls.Node(
                    record.path("attributes").path("referenceId").asText(),
                    result.idText(),
                    SaveAnswers.itemErrors(result.errors())));
            fine &= result.success();
            if (result.success()) {
                fine &= saveChildren(object, record, place, result.idText());
            }
        }
        return fine;
    }

    private boolean saveChildren(ObjectType object, JsonNode record, String place, String id) {
        boolean fine = true;
        for (Map.Entry<String, JsonNode> property : record.properties()) {
            JsonNode children = property.getValue().path("records");
            if (!children.isArray()) {
                continue;
            }
            ChildRelationship child = view.schema().childRelationship(object, property.getKey());
            if (child == null) {
                throw new ApiException(
                        400,
                        "INVALID_FIELD",
                        "No such column '" + property.getKey() + "' on sobject of type " + object.name());
            }
            String pointer = JsonBody.pointer(place, property.getKey()) + "/records";
            fine &= save(child.child(), children, pointer, child.field(), id);
        }
        return fine;
    }

    private static JsonNode withoutChildren(JsonNode record) {
        ObjectNode plain = record.deepCopy();
        List<String> children = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : record.properties()) {
            if (property.getValue().path("records").isArray()) {
                children.add(property.getKey());
            }
        }
        plain.remove(children);
        return plain;
    }

    List<Map<String, Object>> saved() {
        List<Map<String, Object>> results = new ArrayList<>();
        for (TreeCalls.Node node : nodes) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("referenceId", node.referenceId());
            result.put("id", node.id());
            results.add(result);
        }
        return results;
    }

    List<Map<String, Object>> refused() {
        List<Map<String, Object>> results = new ArrayList<>();
        for (TreeCalls.Node node : nodes) {
            if (!node.errors().isEmpty()) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("referenceId", node.referenceId());
                result.put("errors", node.errors());
                results.add(result);
            }
        }
        return results;
    }
}
