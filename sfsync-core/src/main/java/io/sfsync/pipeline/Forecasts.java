/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.KeyForm;
import io.sfsync.check.SameValue;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.salesforce.query.RecordQuery;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.ObjectSchema;
import io.sfsync.schema.TargetField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a dry run says of records: without the org, or by comparing them with it. */
final class Forecasts {
    private final ObjectSchema object;
    private final Operation operation;
    private final KeyForm keyForm;
    private final SameValue same;
    private final RecordQuery query;

    Forecasts(RunPlan plan, SyncOptions options, RunTools tools) {
        this.object = plan.object();
        this.operation = options.operation();
        this.keyForm = plan.keyForm();
        this.same = new SameValue(options.nulls());
        String keyField = plan.keyField() == null ? "Id" : plan.keyField();
        String type = object.field(keyField).map(FieldSchema::type).orElse("id");
        this.query = new RecordQuery(tools.client(), object.name(), keyField, type);
    }

    /** The forecast without a question to the org. */
    DryRunCutter.Forecast local() {
        return records -> records.stream().map(record -> blind()).toList();
    }

    private DryRunCutter.Expected blind() {
        return switch (operation) {
            case INSERT -> would(OutcomeKind.CREATED, null, "would create", List.of());
            case UPDATE -> would(OutcomeKind.UPDATED, null, "would update, if the record exists", List.of());
            case UPSERT ->
                would(OutcomeKind.UPDATED, null, "would create or update; dryRun=lookup tells which", List.of());
            case DELETE, HARD_DELETE ->
                would(OutcomeKind.DELETED, null, "would delete, if the record exists", List.of());
        };
    }

    /** The forecast that compares with the org. */
    DryRunCutter.Forecast lookup() {
        return operation == Operation.INSERT ? local() : this::compared;
    }

    private List<DryRunCutter.Expected> compared(List<CheckedRecord> records) throws Exception {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> fields = new LinkedHashSet<>();
        for (CheckedRecord record : records) {
            if (record.key() != null) {
                keys.add(record.key().toString());
            }
            record.shape().fields().stream().filter(Forecasts::isReadable).forEach(field -> fields.add(path(field)));
        }
        boolean needsFields = operation == Operation.UPDATE || operation == Operation.UPSERT;
        Map<String, List<JsonNode>> byKey = new HashMap<>();
        for (JsonNode found : query.find(needsFields ? fields : Set.of(), keys)) {
            byKey.computeIfAbsent(keyOf(found, records.get(0)), any -> new ArrayList<>())
                    .add(found);
        }
        return records.stream().map(record -> expected(record, byKey)).toList();
    }

    private String keyOf(JsonNode found, CheckedRecord sample) {
        return keyForm.of(
                found.path(sample.shape().fields().get(sample.shape().key()).field())
                        .asText());
    }

    private DryRunCutter.Expected expected(CheckedRecord record, Map<String, List<JsonNode>> byKey) {
        Object key = record.key();
        List<JsonNode> found = key == null ? List.of() : byKey.getOrDefault(keyForm.of(key), List.of());
        if (found.size() > 1) {
            return would(
                    OutcomeKind.REJECTED,
                    null,
                    "DUPLICATE_EXTERNAL_ID",
                    "ambiguous: " + found.size() + " records of the org have this key",
                    List.of());
        }
        if (found.isEmpty()) {
            return operation == Operation.UPSERT
                    ? would(OutcomeKind.CREATED, null, "would create", List.of())
                    : would(
                            OutcomeKind.REJECTED,
                            null,
                            "INVALID_CROSS_REFERENCE_KEY",
                            "the org has no record with this id that the user may see",
                            List.of("Id"));
        }
        JsonNode there = found.get(0);
        String id = there.path("Id").asText();
        if (operation == Operation.DELETE || operation == Operation.HARD_DELETE) {
            return would(OutcomeKind.DELETED, id, "would delete", List.of());
        }
        List<String> changes = changes(record, there);
        return changes.isEmpty()
                ? would(OutcomeKind.UNCHANGED, id, "unchanged", List.of())
                : would(OutcomeKind.UPDATED, id, "would update " + String.join(", ", changes), changes);
    }

    private List<String> changes(CheckedRecord record, JsonNode there) {
        List<String> changes = new ArrayList<>();
        List<TargetField> fields = record.shape().fields();
        for (int i = 0; i < fields.size(); i++) {
            TargetField field = fields.get(i);
            boolean isKey = i == record.shape().key();
            if (!isKey && (!isReadable(field) || !isSame(record.value(i), there, field))) {
                changes.add(field.csvName());
            }
        }
        return changes;
    }

    private boolean isSame(@Nullable Object sent, JsonNode there, TargetField field) {
        JsonNode value = there;
        for (String step : path(field).split("\\.", -1)) {
            value = value.path(step);
        }
        String text = value.isMissingNode() || value.isNull() ? null : value.asText();
        int scale = field.lookup() == null
                ? object.field(field.field())
                        .map(schema -> schema.limits().scale())
                        .orElse(0)
                : 0;
        return same.of(sent, text, field.type(), scale);
    }

    /** Fields of what a polymorphic lookup leads to cannot be asked for by their path. */
    private static boolean isReadable(TargetField field) {
        TargetField.Lookup lookup = field.lookup();
        return lookup == null ? !field.type().equals("base64") : !lookup.polymorphic();
    }

    private static String path(TargetField field) {
        return field.lookup() == null ? field.field() : field.relationship() + "." + field.field();
    }

    private static DryRunCutter.Expected would(
            OutcomeKind kind, @Nullable String id, String message, List<String> fields) {
        return would(kind, id, DryRunCutter.CODE, message, fields);
    }

    private static DryRunCutter.Expected would(
            OutcomeKind kind, @Nullable String id, String code, String message, List<String> fields) {
        return new DryRunCutter.Expected(kind, id, new RecordError(code, message, fields));
    }
}
