/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Faults as control calls and scenario files write them: {@code {"name": "drop-after", "match": "jobs/ingest", "at": 2}}. */
public final class FaultReader {
    private FaultReader() {}

    /**
     * Reads one fault or a list of them.
     *
     * @throws IllegalArgumentException for an unknown fault, key or value
     */
    public static List<Fault> read(JsonNode node) {
        List<Fault> faults = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> faults.add(one(item)));
        } else {
            faults.add(one(node));
        }
        return faults;
    }

    private static Fault one(JsonNode node) {
        Fault fault = Fault.of(FaultName.of(node.path("name").asText("")));
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            fault = with(fault, property.getKey(), property.getValue());
        }
        return fault;
    }

    private static Fault with(Fault fault, String key, JsonNode value) {
        return switch (key) {
            case "name" -> fault;
            case "match" -> fault.match(value.asText());
            case "at" -> fault.at(number(key, value));
            case "times" -> fault.times(value.asText().equals("always") ? Fault.ALWAYS : number(key, value));
            case "bytes" -> fault.bytes(number(key, value));
            case "delay" -> fault.delay(duration(value));
            case "chunk" -> fault.chunk(number(key, value));
            case "rows" -> fault.rows(number(key, value));
            case "text" -> fault.text(value.asText());
            default ->
                throw new IllegalArgumentException(
                        "a fault has no '" + key
                                + "'; it has name, match, at, times, bytes, delay (ISO 8601, such as PT0.5S), chunk, rows, text");
        };
    }

    private static int number(String key, JsonNode value) {
        if (!value.canConvertToInt()) {
            throw new IllegalArgumentException("'" + key + "' of a fault must be a whole number, was " + value);
        }
        return value.asInt();
    }

    private static Duration duration(JsonNode value) {
        try {
            return Duration.parse(value.asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'delay' of a fault must be an ISO 8601 duration such as PT0.5S, was " + value, e);
        }
    }

    /** The fault as it is read, with how often it has struck. */
    public static Map<String, Object> write(Fault fault, long strikes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", fault.name().wireName());
        body.put("match", fault.match());
        body.put("at", fault.at());
        body.put("times", fault.times() == Fault.ALWAYS ? "always" : fault.times());
        body.put("bytes", fault.bytes());
        body.put("delay", fault.delay().toString());
        body.put("chunk", fault.chunk());
        body.put("rows", fault.rows());
        body.put("text", fault.text());
        body.put("strikes", strikes);
        return body;
    }
}
