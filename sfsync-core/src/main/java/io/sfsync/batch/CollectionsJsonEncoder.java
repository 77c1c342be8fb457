/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.Shape;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as sObject collections takes them (REST API Developer Guide, sObject Collections): attributes first,
 * related records as nested objects that hold their key. Text becomes a JSON boolean or number where the field is one,
 * since the org reads strings there only as far as it likes. Used by one thread.
 */
public final class CollectionsJsonEncoder {
    private static final Set<String> NUMERIC = Set.of("int", "long", "double", "currency", "percent");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    private final JsonFactory factory = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private final String object;
    private final NullPolicy nulls;
    private @Nullable Shape lastShape;
    private Layout layout = new Layout(List.of(), List.of());

    /** An encoder for records of this object. */
    public CollectionsJsonEncoder(String object, NullPolicy nulls) {
        this.object = object;
        this.nulls = nulls;
    }

    /** Appends one record. */
    @SuppressWarnings("ReferenceEquality") // a shape is shared by its records; a second equal one costs a layout only
    public void append(CheckedRecord record, CollectionsBody body) throws IOException {
        if (record.shape() != lastShape) {
            lastShape = record.shape();
            layout = Layout.of(record.shape());
        }
        try (JsonGenerator json = factory.createGenerator(body.stream())) {
            json.writeStartObject();
            writeType(json, object);
            for (int index : layout.own) {
                writeOwn(json, record, index);
            }
            for (List<Integer> group : layout.related) {
                writeRelated(json, record, group);
            }
            json.writeEndObject();
        }
        body.endRecord();
    }

    private void writeOwn(JsonGenerator json, CheckedRecord record, int index) throws IOException {
        TargetField field = record.shape().fields().get(index);
        Object value = record.value(index);
        if (value == null) {
            writeMissing(json, field.isId() ? "" : field.field());
        } else if (value != Absent.VALUE) {
            json.writeFieldName(field.field());
            writeValue(json, value, field.type());
        }
    }

    private void writeMissing(JsonGenerator json, String field) throws IOException {
        if (nulls == NullPolicy.CLEAR && !field.isEmpty()) {
            json.writeNullField(field);
        }
    }

    private void writeRelated(JsonGenerator json, CheckedRecord record, List<Integer> group) throws IOException {
        List<Integer> present = new ArrayList<>(group.size());
        boolean missing = false;
        for (int index : group) {
            Object value = record.value(index);
            missing |= value == null;
            if (value != null && value != Absent.VALUE) {
                present.add(index);
            }
        }
        TargetField first = record.shape().fields().get(group.get(0));
        TargetField.Lookup lookup = first.lookup();
        if (lookup == null || present.isEmpty()) {
            // A relationship is emptied through its lookup field.
            writeMissing(json, missing && lookup != null ? lookup.field() : "");
            return;
        }
        json.writeObjectFieldStart(first.relationship());
        if (lookup.polymorphic()) {
            writeType(json, lookup.object());
        }
        for (int index : present) {
            writeOwn(json, record, index);
        }
        json.writeEndObject();
    }

    private static void writeType(JsonGenerator json, String type) throws IOException {
        json.writeObjectFieldStart("attributes");
        json.writeStringField("type", type);
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, Object value, String type) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal.toPlainString());
        } else if (value instanceof BigInteger || value instanceof Number) {
            json.writeNumber(value.toString());
        } else {
            writeText(json, value.toString(), type);
        }
    }

    private static void writeText(JsonGenerator json, String text, String type) throws IOException {
        if (type.equals("boolean") && (isWord(text, "true") || isWord(text, "false"))) {
            json.writeBoolean(isWord(text, "true"));
        } else if (NUMERIC.contains(type) && NUMBER.matcher(text).matches()) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    private static boolean isWord(String text, String word) {
        return text.equalsIgnoreCase(word) || text.equals(word.equals("true") ? "1" : "0");
    }

    /** The places of the object's own fields, and those of each relationship together. */
    private record Layout(List<Integer> own, List<List<Integer>> related) {
        static Layout of(Shape shape) {
            List<Integer> own = new ArrayList<>();
            Map<String, List<Integer>> related = new LinkedHashMap<>();
            for (int i = 0; i < shape.fields().size(); i++) {
                TargetField field = shape.fields().get(i);
                String relationship = field.relationship();
                if (relationship == null) {
                    own.add(i);
                } else {
                    related.computeIfAbsent(relationship, r -> new ArrayList<>())
                            .add(i);
                }
            }
            return new Layout(own, List.copyOf(related.values()));
        }
    }
}
