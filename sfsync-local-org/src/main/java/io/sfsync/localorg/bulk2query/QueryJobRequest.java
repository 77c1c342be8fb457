/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.localorg.bulk.ColumnDelimiter;
import io.sfsync.localorg.bulk.LineEnding;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The body of a create request.
 *
 * @param operation {@code query} or {@code queryAll}
 * @param query the SOQL
 * @param lineEnding the line ending of the results
 * @param columnDelimiter the column delimiter of the results
 */
record QueryJobRequest(String operation, String query, LineEnding lineEnding, ColumnDelimiter columnDelimiter) {

    private static final Set<String> PROPERTIES = Set.of(
            "operation", "query", "contentType", "lineEnding", "columnDelimiter", "concurrencyMode", "apiVersion");

    static QueryJobRequest read(byte[] body) {
        JsonNode json = parse(body);
        String operation = member(json, "operation", List.of("query", "queryAll"), "");
        member(json, "contentType", List.of("CSV"), "CSV");
        return new QueryJobRequest(
                operation,
                json.path("query").asText(""),
                LineEnding.valueOf(member(json, "lineEnding", names(LineEnding.values()), LineEnding.LF.name())),
                ColumnDelimiter.valueOf(member(
                        json, "columnDelimiter", names(ColumnDelimiter.values()), ColumnDelimiter.COMMA.name())));
    }

    private static JsonNode parse(byte[] body) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw unparseable();
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail to be read", e);
        }
        if (!json.isObject()) {
            throw unparseable();
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!PROPERTIES.contains(name)) {
                throw unparseable();
            }
        });
        return json;
    }

    private static ApiException unparseable() {
        return new ApiException(400, "INVALIDJOB", "InvalidJob : Unable to parse Job");
    }

    private static String member(JsonNode json, String property, List<String> allowed, String fallback) {
        JsonNode value = json.path(property);
        String text = value.isMissingNode() || value.isNull() ? fallback : value.asText();
        if (!allowed.contains(text)) {
            throw new ApiException(
                    400, "API_ERROR", "Invalid value: '" + text + "' supplied for property: '" + property + "'");
        }
        return text;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
