/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.OrgClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Reads fields of the records that a field names (REST API Developer Guide, Query). */
public final class RecordQuery {
    /** An address may have 16,384 bytes; what stands around the query needs some. */
    private static final int MAX_QUERY = 14_000;

    private static final Set<String> NUMBERS = Set.of("int", "long", "double", "currency", "percent");

    /** No number field has more digits; what has is no key, and must not be written out. */
    private static final int MAX_DIGITS = 40;

    private final OrgClient client;
    private final String object;
    private final String keyField;
    private final boolean numeric;

    /**
     * @param object API name in its canonical case
     * @param keyField the field that names records
     * @param keyType describe's type of that field
     */
    public RecordQuery(OrgClient client, String object, String keyField, String keyType) {
        this.client = client;
        this.object = object;
        this.keyField = keyField;
        this.numeric = NUMBERS.contains(keyType);
    }

    /**
     * The records with these keys, in as few calls as their length allows, all pages of each. A key that is none of the
     * field's type names no record, and is not asked for.
     *
     * @param fields what is read of them beside the key
     */
    public List<JsonNode> find(Collection<String> fields, Collection<String> keys)
            throws IOException, InterruptedException {
        List<String> selected = new ArrayList<>(fields);
        selected.remove(keyField);
        selected.remove("Id");
        selected.add(0, "Id");
        if (!keyField.equals("Id")) {
            selected.add(keyField);
        }
        String before =
                encoded("SELECT " + String.join(", ", selected) + " FROM " + object + " WHERE " + keyField + " IN (");
        List<JsonNode> found = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (String key : keys) {
            String literal = encoded(literal(key));
            if (literal.isEmpty()) {
                continue;
            }
            if (!list.isEmpty() && before.length() + list.length() + literal.length() > MAX_QUERY) {
                ask(before + list + "%29", found);
                list.setLength(0);
            }
            list.append(list.isEmpty() ? "" : "%2C").append(literal);
        }
        if (!list.isEmpty()) {
            ask(before + list + "%29", found);
        }
        return found;
    }

    private void ask(String query, List<JsonNode> found) throws IOException, InterruptedException {
        String path = client.path("query?q=" + query);
        while (!path.isEmpty()) {
            JsonNode answer = client.getJson(Api.COLLECTIONS, path);
            answer.path("records").forEach(found::add);
            path = answer.path("nextRecordsUrl").asText("");
        }
    }

    private String literal(String value) {
        return numeric ? number(value.strip()) : "'" + escaped(value) + "'";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Nothing but a number reaches the query without quotes. */
    private static String number(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            boolean isLong = Math.abs((long) number.scale()) + number.precision() > MAX_DIGITS;
            return isLong ? "" : number.toPlainString();
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
