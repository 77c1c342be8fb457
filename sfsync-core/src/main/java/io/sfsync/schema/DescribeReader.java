/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

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
        return new ObjectSchema(
                describe.path("name").asText(),
                describe.path("createable").asBoolean(),
                describe.path("updateable").asBoolean(),
                describe.path("deletable").asBoolean(),
                fields);
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
                !referenceTo.isEmpty() && locksParent(field));
    }

    private static boolean locksParent(JsonNode field) {
        boolean masterDetail = field.path("relationshipOrder").isNumber();
        boolean required = !field.path("nillable").asBoolean(true)
                && !field.path("defaultedOnCreate").asBoolean();
        return field.path("createable").asBoolean() && (masterDetail || required);
    }
}
