/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.store.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows in a JSON array; null empties a field (Bulk API Developer Guide, Sample JSON Batch). */
final class JsonBatchReader implements BatchReader {
    private static final ObjectReader READER =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonParser parser;

    JsonBatchReader(InputStream in) throws IOException, BulkFailure {
        parser = Json.MAPPER.createParser(in);
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw broken("a batch in JSON is an array");
            }
        } catch (JsonProcessingException e) {
            throw broken(e.getOriginalMessage());
        }
    }

    @Override
    public RowGroup next() throws IOException, BulkFailure {
        FieldRows rows = new FieldRows();
        try {
            while (!rows.isFull() && parser.nextToken() == JsonToken.START_OBJECT) {
                rows.add(flatten(READER.readTree(parser)));
            }
        } catch (JsonProcessingException e) {
            throw broken(e.getOriginalMessage());
        }
        return rows.toGroup();
    }

    private static Map<String, Object> flatten(JsonNode record) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : record.properties()) {
            if (property.getKey().equals("attributes")) {
                continue;
            }
            if (property.getValue().isObject()) {
                addRelated(row, property.getKey(), property.getValue());
            } else {
                put(row, property.getKey(), property.getValue());
            }
        }
        return row;
    }

    private static void addRelated(Map<String, Object> row, String relationship, JsonNode related) {
        String type = related.path("attributes").path("type").asText("");
        String prefix = type.isEmpty() ? relationship : type + ":" + relationship;
        for (Map.Entry<String, JsonNode> key : related.properties()) {
            if (!key.getKey().equals("attributes")) {
                put(row, prefix + "." + key.getKey(), key.getValue());
            }
        }
    }

    private static void put(Map<String, Object> row, String name, JsonNode value) {
        if (value.isNull()) {
            row.put(name, Row.CLEAR);
        } else if (!value.asText().isEmpty()) {
            row.put(name, value.asText());
        }
    }

    private static BulkFailure broken(String why) {
        return BulkFailure.invalidBatch("Failed to parse JSON. " + why);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
