/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.MultipartBody;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** Reads the body of a request that carries one record. */
final class RecordBodies {
    private RecordBodies() {}

    static JsonBody read(Call call, ObjectType object) throws IOException {
        String type = call.mediaType();
        if (type.equals("multipart/form-data")) {
            return multipart(call, object);
        }
        if (!type.isEmpty() && !type.endsWith("json") && !type.equals("text/plain")) {
            throw new ApiException(
                    415,
                    "UNSUPPORTED_MEDIA_TYPE",
                    "Content type '" + type + "' is not supported for " + object.name() + "; use application/json");
        }
        JsonBody body = JsonBody.of(call);
        if (!body.root().isObject()) {
            throw new ApiException(
                    400,
                    "JSON_PARSER_ERROR",
                    "Cannot deserialize instance of " + object.name() + " from START_ARRAY value ["
                            + " or request may be missing a required field" + body.place(""));
        }
        return body;
    }

    /**
     * A record whose bytes come as a part of their own (REST API Developer Guide, Insert or Update Blob Data): the part that holds JSON is the
     * record, the other one, named after its field, the bytes.
     */
    private static JsonBody multipart(Call call, ObjectType object) throws IOException {
        ObjectNode record = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, byte[]> part : MultipartBody.read(call).entrySet()) {
            FieldDefinition field = object.field(part.getKey());
            if (field != null && field.type() == FieldType.BASE64) {
                record.put(field.name(), Base64.getEncoder().encodeToString(part.getValue()));
            } else {
                JsonNode json = JsonBody.of(part.getValue()).root();
                json.properties().forEach(property -> record.set(property.getKey(), property.getValue()));
            }
        }
        return JsonBody.of(JsonBody.bytes(record));
    }
}
