/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Reference;
import io.sfsync.localorg.store.CellForm;
import io.sfsync.localorg.store.Column;
import io.sfsync.localorg.store.DmlOptions;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.JsonCells;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON records of one object on their way to the engine: each may have other fields, the rows have them all.
 */
final class InputRows {
    private final OrgSchema schema;
    private final ObjectType object;
    private final List<Column> columns = new ArrayList<>();
    private final Map<Column, Integer> places = new HashMap<>();
    private final List<Map<Integer, Object>> cells = new ArrayList<>();
    private final List<List<RowError>> errors = new ArrayList<>();

    InputRows(OrgSchema schema, ObjectType object) {
        this.schema = schema;
        this.object = object;
    }

    /**
     * Adds a record. A field that does not exist fails only this record; a value of the wrong type is an error of the whole request, as
     * recorded.
     *
     * @param body the body the record stands in
     * @param pointer where it stands
     */
    void add(JsonBody body, String pointer, JsonNode record) {
        Map<Integer, Object> row = new HashMap<>();
        List<RowError> problems = new ArrayList<>(0);
        for (Map.Entry<String, JsonNode> property : record.properties()) {
            String name = property.getKey();
            if (!name.equals("attributes")) {
                add(body, JsonBody.pointer(pointer, name), name, property.getValue(), row, problems);
            }
        }
        cells.add(row);
        errors.add(problems);
    }

    private void add(
            JsonBody body,
            String pointer,
            String name,
            JsonNode value,
            Map<Integer, Object> row,
            List<RowError> problems) {
        FieldDefinition field = object.field(name);
        FieldDefinition relationship = field == null ? object.relationship(name) : null;
        if (relationship != null) {
            addRelationship(body, pointer, relationship, value, row, problems);
        } else if (field == null || !field.isStored()) {
            problems.add(noSuchColumn(name));
        } else {
            row.put(place(Column.of(field)), cell(body, pointer, field, value));
        }
    }

    private void addRelationship(
            JsonBody body,
            String pointer,
            FieldDefinition reference,
            JsonNode value,
            Map<Integer, Object> row,
            List<RowError> problems) {
        if (value.isNull()) {
            row.put(place(Column.of(reference)), Row.CLEAR);
            return;
        }
        if (!value.isObject()) {
            throw misfit(body, pointer, reference, value);
        }
        ObjectType target = target(reference, value);
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            String name = property.getKey();
            if (name.equals("attributes") || name.equals("type")) {
                continue;
            }
            FieldDefinition key = target == null ? null : target.field(name);
            if (target == null || key == null || !key.isIdLookup()) {
                problems.add(noSuchColumn(name));
            } else {
                Object cell = cell(body, JsonBody.pointer(pointer, name), key, property.getValue());
                row.put(place(Column.lookup(reference, target, key)), cell);
            }
        }
    }

    /** The object that a nested record names with {@code attributes.type}, needed where the field may point to several. */
    private @Nullable ObjectType target(FieldDefinition field, JsonNode value) {
        String named = value.path("attributes").path("type").asText("");
        Reference reference = field.reference();
        if (named.isEmpty() && reference != null) {
            return schema.object(reference.targets().get(reference.targets().size() - 1));
        }
        return schema.object(named);
    }

    private int place(Column column) {
        return places.computeIfAbsent(column, fresh -> {
            columns.add(fresh);
            return columns.size() - 1;
        });
    }

    private static Object cell(JsonBody body, String pointer, FieldDefinition field, JsonNode value) {
        Object cell = JsonCells.read(field, value);
        if (cell == null) {
            throw misfit(body, pointer, field, value);
        }
        return cell;
    }

    private static ApiException misfit(JsonBody body, String pointer, FieldDefinition field, JsonNode value) {
        return new ApiException(400, "JSON_PARSER_ERROR", JsonCells.misfit(field, value) + body.place(pointer));
    }

    /** Recorded by amp-labs/connectors and SFDO-Tooling/CumulusCI; without fields. */
    private RowError noSuchColumn(String name) {
        return RowError.of("INVALID_FIELD", "No such column '" + name + "' on sobject of type " + object.name());
    }

    /** Puts a cell into a row that was added; an upsert's key from the address, say. */
    void set(int row, FieldDefinition field, Object cell) {
        cells.get(row).put(place(Column.of(field)), cell);
    }

    /** The cell of a field in a row, or null. */
    @Nullable
    Object get(int row, FieldDefinition field) {
        Integer place = places.get(Column.of(field));
        return place == null ? null : cells.get(row).get(place);
    }

    DmlRequest request(Operation operation, @Nullable FieldDefinition key, DmlOptions options) {
        return new DmlRequest(object, operation, key, columns, CellForm.STORED, options);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            if (!errors.get(i).isEmpty()) {
                rows.add(Row.refused(errors.get(i).subList(0, 1)));
                continue;
            }
            @Nullable Object[] row = new Object[columns.size()];
            cells.get(i).forEach((place, cell) -> row[place] = cell);
            rows.add(Row.of(row));
        }
        return rows;
    }
}
