/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the answer of {@code GET /sobjects/{object}/describe} (REST API Developer Guide, sObject Describe). Keys that
 * a loader has no use for are passed over, keys that are missing count as false.
 */
public final class DescribeReader {
    private DescribeReader() {}

    /**
     * The object of a describe.
     *
     * @throws IllegalArgumentException if this is no describe
     */
    public static ObjectSchema read(JsonNode describe) {
        if (!describe.path("name").isTextual() || !describe.path("fields").isArray()) {
            throw new IllegalArgumentException("the describe has no name or no fields");
        }
        List<FieldSchema> fields = new ArrayList<>();
        for (JsonNode field : describe.path("fields")) {
            fields.add(field(field));
        }
        Map<String, String> recordTypes = new LinkedHashMap<>();
        for (JsonNode type : describe.path("recordTypeInfos")) {
            if (!type.path("master").asBoolean() && type.path("active").asBoolean(true)) {
                recordTypes.put(
                        type.path("developerName").asText(),
                        type.path("recordTypeId").asText());
            }
        }
        JsonNode keyPrefix = describe.path("keyPrefix");
        return new ObjectSchema(
                describe.path("name").asText(),
                describe.path("createable").asBoolean(),
                describe.path("updateable").asBoolean(),
                describe.path("deletable").asBoolean(),
                fields,
                keyPrefix.isTextual() ? keyPrefix.asText() : "",
                recordTypes);
    }

    private static FieldSchema field(JsonNode field) {
        List<String> referenceTo = new ArrayList<>();
        field.path("referenceTo").forEach(object -> referenceTo.add(object.asText()));
        JsonNode relationship = field.path("relationshipName");
        return new FieldSchema(
                field.path("name").asText(),
                field.path("type").asText(),
                field.path("createable").asBoolean(),
                field.path("updateable").asBoolean(),
                field.path("externalId").asBoolean(),
                field.path("idLookup").asBoolean(),
                field.path("unique").asBoolean(),
                field.path("caseSensitive").asBoolean(),
                referenceTo,
                relationship.isTextual() ? relationship.asText() : null,
                !referenceTo.isEmpty() && locksParent(field),
                limits(field));
    }

    private static boolean locksParent(JsonNode field) {
        boolean masterDetail = field.path("relationshipOrder").isNumber();
        boolean required = !field.path("nillable").asBoolean(true)
                && !field.path("defaultedOnCreate").asBoolean();
        return field.path("createable").asBoolean() && (masterDetail || required);
    }

    private static FieldLimits limits(JsonNode field) {
        Set<String> values = new HashSet<>();
        if (field.path("restrictedPicklist").asBoolean()) {
            for (JsonNode value : field.path("picklistValues")) {
                if (value.path("active").asBoolean(true)) {
                    values.add(value.path("value").asText());
                }
            }
        }
        boolean required = !field.path("nillable").asBoolean(true)
                && !field.path("defaultedOnCreate").asBoolean()
                && field.path("createable").asBoolean()
                && !field.path("type").asText().equals("boolean");
        return new FieldLimits(
                field.path("length").asInt(),
                field.path("digits").asInt(),
                field.path("precision").asInt(),
                field.path("scale").asInt(),
                required,
                field.path("unique").asBoolean(),
                values);
    }
}
