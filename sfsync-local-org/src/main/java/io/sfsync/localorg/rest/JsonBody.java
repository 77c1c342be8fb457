/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.Json;
import java.io.IOException;
import java.util.Objects;

/**
 * A request body in JSON that still knows where its values stand, because errors name line and column.
 */
final class JsonBody {
    private final byte[] bytes;
    private final JsonNode root;

    private JsonBody(byte[] bytes, JsonNode root) {
        this.bytes = bytes;
        this.root = root;
    }

    /** What the body says. */
    JsonNode root() {
        return root;
    }

    static JsonBody of(Call call) throws IOException {
        byte[] bytes = call.body().readAllBytes();
        if (bytes.length == 0) {
            throw new ApiException(
                    400, "JSON_PARSER_ERROR", "The HTTP entity body is required, but this request has no entity body.");
        }
        return of(bytes);
    }

    static JsonBody of(byte[] bytes) throws IOException {
        try {
            return new JsonBody(bytes, Json.MAPPER.readTree(bytes));
        } catch (JsonProcessingException e) {
            JsonLocation at = Objects.requireNonNullElse(e.getLocation(), JsonLocation.NA);
            throw new ApiException(400, "JSON_PARSER_ERROR", e.getOriginalMessage() + place(at));
        }
    }

    /** {@code  at [line:1, column:18]}, the place of the value with that JSON pointer. */
    String place(String pointer) {
        try (JsonParser parser = Json.MAPPER.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean value = token != JsonToken.FIELD_NAME
                        && parser.getParsingContext().pathAsPointer().toString().equals(pointer);
                if (value) {
                    return place(parser.currentTokenLocation());
                }
            }
        } catch (IOException e) {
            return place(JsonLocation.NA);
        }
        return place(JsonLocation.NA);
    }

    private static String place(JsonLocation at) {
        return " at [line:" + Math.max(1, at.getLineNr()) + ", column:" + Math.max(1, at.getColumnNr()) + "]";
    }

    /** JSON as the body of a call inside another one. */
    static byte[] bytes(JsonNode node) throws IOException {
        return Json.MAPPER.writeValueAsBytes(node);
    }

    /** The JSON pointer of a key below another pointer. */
    static String pointer(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
