/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.bulk.ColumnDelimiter;
import io.sfsync.localorg.bulk.LineEnding;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.ApiVersion;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.Session;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectTrait;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and judges the body of a create request, with the errors recorded for version 47. */
final class JobRequest {
    private static final Set<String> OPERATIONS = Set.of("insert", "update", "upsert", "delete", "hardDelete");
    private static final Set<String> PROPERTIES = Set.of(
            "object",
            "operation",
            "externalIdFieldName",
            "contentType",
            "lineEnding",
            "columnDelimiter",
            "assignmentRuleId",
            "concurrencyMode",
            "apiVersion");

    private final OrgSchema schema;

    JobRequest(OrgSchema schema) {
        this.schema = schema;
    }

    JobSpec read(byte[] body, ApiVersion version, Session owner) {
        JsonNode json = parse(body);
        String operation = member(json, "operation", OPERATIONS, null);
        String unusedContentType = member(json, "contentType", Set.of("CSV"), "CSV");
        ObjectType object = object(json.path("object").asText(""));
        String key = operation.equals("upsert")
                ? key(object, json.path("externalIdFieldName").asText(null))
                : null;
        return new JobSpec(
                operation,
                object.name(),
                key,
                json.path("assignmentRuleId").asText(null),
                LineEnding.valueOf(member(json, "lineEnding", names(LineEnding.values()), "LF")),
                ColumnDelimiter.valueOf(member(json, "columnDelimiter", names(ColumnDelimiter.values()), "COMMA")),
                version,
                owner);
    }

    private static JsonNode parse(byte[] body) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw invalidJob("Unable to parse Job");
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail to be read", e);
        }
        if (!json.isObject()) {
            throw invalidJob("Unable to parse Job");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!PROPERTIES.contains(name)) {
                throw invalidJob("Unable to parse Job");
            }
        });
        return json;
    }

    private ObjectType object(String name) {
        ObjectType object = schema.object(name);
        if (object == null) {
            throw invalidJob("Unable to find object: " + name);
        }
        if (object.is(ObjectTrait.NO_BULK)) {
            throw new ApiException(
                    400, "INVALIDENTITY", "Entity '" + object.name() + "' is not supported by the Bulk API.");
        }
        return object;
    }

    private static String key(ObjectType object, @Nullable String name) {
        if (name == null) {
            throw invalidJob(
                    "External ID was blank for " + object.name() + ". An External ID must be specified for upsert.");
        }
        FieldDefinition field = object.field(name);
        if (field == null || !field.isIdLookup()) {
            throw invalidJob("Field name provided, " + name + " does not match an External ID for " + object.name());
        }
        return field.name();
    }

    private static String member(JsonNode json, String property, Set<String> allowed, @Nullable String fallback) {
        JsonNode value = json.path(property);
        if (value.isMissingNode() && fallback != null) {
            return fallback;
        }
        if (!allowed.contains(value.asText(""))) {
            throw invalidValue(value.asText(""), property);
        }
        return value.asText();
    }

    private static Set<String> names(Enum<?>[] values) {
        return Set.of(Arrays.stream(values).map(Enum::name).toArray(String[]::new));
    }

    static ApiException invalidValue(String value, String property) {
        return new ApiException(
                400, "API_ERROR", "Invalid value: '" + value + "' supplied for property: '" + property + "'");
    }

    static ApiException invalidJob(String message) {
        return new ApiException(400, "INVALIDJOB", "InvalidJob : " + message);
    }
}
