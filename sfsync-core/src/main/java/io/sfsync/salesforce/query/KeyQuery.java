/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.OrgClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks for records by a field whose values are unique (REST API Developer Guide, Query). */
public final class KeyQuery {
    /** An address may have 16,384 bytes. */
    private static final int KEYS_A_QUERY = 50;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

    private final OrgClient client;
    private final String object;

    /**
     * @param object API name in its canonical case
     */
    public KeyQuery(OrgClient client, String object) {
        this.client = client;
        this.object = object;
    }

    /**
     * A record that is there.
     *
     * @param id its id
     * @param createdAt when it was created
     */
    public record Found(String id, Instant createdAt) {}

    /** The records of these keys, by key in lower case: unique fields do not tell cases apart unless they are told to. */
    public Map<String, Found> find(String field, List<String> keys) throws IOException, InterruptedException {
        Map<String, Found> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += KEYS_A_QUERY) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + KEYS_A_QUERY));
            String literals = some.stream().map(KeyQuery::literal).collect(Collectors.joining(","));
            String soql = "SELECT Id, " + field + ", CreatedDate FROM " + object + " WHERE " + field + " IN ("
                    + literals + ")";
            JsonNode answer = client.getJson(
                    Api.COLLECTIONS, client.path("query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8)));
            for (JsonNode row : answer.path("records")) {
                found.put(
                        key(row.path(field).asText()),
                        new Found(
                                row.path("Id").asText(),
                                OffsetDateTime.parse(row.path("CreatedDate").asText(), DATE)
                                        .toInstant()));
            }
        }
        return found;
    }

    /** A key as {@link #find} has it. */
    public static String key(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
