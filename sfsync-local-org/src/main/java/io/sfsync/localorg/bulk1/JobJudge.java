/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectTrait;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the properties of a new job. */
final class JobJudge {
    /** In this case only: jsforce's tests assert that INSERT is refused. */
    private static final Set<String> OPERATIONS =
            Set.of("insert", "update", "upsert", "delete", "hardDelete", "query", "queryAll");

    private static final int DEFAULT_CHUNK = 100_000;
    private static final int MAX_CHUNK = 250_000;
    private static final Pattern CHUNK_SIZE = Pattern.compile("chunkSize\\s*=\\s*(\\d{1,9})", Pattern.CASE_INSENSITIVE);
    private static final Pattern START_ROW = Pattern.compile("startRow\\s*=\\s*(\\w{15,18})", Pattern.CASE_INSENSITIVE);

    private final OrgSchema schema;

    JobJudge(OrgSchema schema) {
        this.schema = schema;
    }

    ClassicSpec judge(Map<String, String> properties, Call call) {
        String operation = properties.getOrDefault("operation", "");
        if (!OPERATIONS.contains(operation)) {
            throw ClassicErrors.invalidJob("Unable to parse Job");
        }
        ObjectType object = object(properties.getOrDefault("object", ""));
        String key = operation.equals("upsert") ? key(object, properties.get("externalIdFieldName")) : null;
        return new ClassicSpec(
                operation,
                object.name(),
                key,
                properties.get("assignmentRuleId"),
                isSerial(properties.getOrDefault("concurrencyMode", "Parallel")),
                contentType(properties.get("contentType")),
                operation.startsWith("query") ? chunkSize(call) : 0,
                startRow(call),
                call.apiVersion(),
                call.session());
    }

    private ObjectType object(String name) {
        ObjectType object = schema.object(name);
        if (object == null) {
            throw ClassicErrors.invalidJob("Unable to find object: " + name);
        }
        if (object.is(ObjectTrait.NO_BULK)) {
            throw ClassicErrors.invalidJob("Entity '" + object.name() + "' is not supported by the Bulk API.");
        }
        return object;
    }

    private static String key(ObjectType object, @Nullable String name) {
        if (name == null) {
            throw ClassicErrors.invalidJob(
                    "External ID was blank for " + object.name() + ". An External ID must be specified for upsert.");
        }
        FieldDefinition field = object.field(name);
        if (field == null || !field.isIdLookup()) {
            throw ClassicErrors.invalidJob(
                    "Field name provided, " + name + " does not match an External ID for " + object.name());
        }
        return field.name();
    }

    private static boolean isSerial(String mode) {
        return switch (mode) {
            case "Serial" -> true;
            case "Parallel" -> false;
            default -> throw ClassicErrors.invalidJob("Unable to parse Job");
        };
    }

    private static ContentType contentType(@Nullable String name) {
        if (name == null) {
            return ContentType.XML;
        }
        if (name.startsWith("ZIP_")) {
            throw ClassicErrors.invalidJob("Unsupported content type: " + name);
        }
        for (ContentType type : ContentType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw ClassicErrors.invalidJob("Unable to parse Job");
    }

    private static int chunkSize(Call call) {
        String header = call.header("Sforce-Enable-PKChunking").orElse("");
        if (header.isBlank() || header.strip().equalsIgnoreCase("false")) {
            return 0;
        }
        Matcher size = CHUNK_SIZE.matcher(header);
        int wanted = size.find() ? Integer.parseInt(size.group(1)) : DEFAULT_CHUNK;
        return Math.max(1, Math.min(MAX_CHUNK, wanted));
    }

    private static String startRow(Call call) {
        Matcher start =
                START_ROW.matcher(call.header("Sforce-Enable-PKChunking").orElse(""));
        return start.find() ? start.group(1) : "";
    }
}
