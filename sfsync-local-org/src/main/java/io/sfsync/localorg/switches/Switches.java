/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.switches;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The values that the switches of an org have now. Thread-safe. */
public final class Switches {
    private final Map<Switch, String> atStart;
    private final Map<Switch, String> current = new ConcurrentHashMap<>();

    /**
     * Switches at their defaults, but for some.
     *
     * @param atStart what differs from the defaults, now and after each {@link #reset}
     */
    public Switches(Map<Switch, String> atStart) {
        this.atStart = Map.copyOf(atStart);
        reset();
    }

    /** The value of a switch. */
    public String get(Switch which) {
        return current.getOrDefault(which, which.defaultValue());
    }

    /** True if a switch has that value. */
    public boolean is(Switch which, String value) {
        return get(which).equals(which.checked(value));
    }

    /** The value of a switch whose values are numbers. */
    public int number(Switch which) {
        return Integer.parseInt(get(which));
    }

    /**
     * Sets a switch.
     *
     * @throws IllegalArgumentException if it does not know that value
     */
    public void set(Switch which, String value) {
        current.put(which, which.checked(value));
    }

    /** Sets every switch to what it was at the start. */
    public void reset() {
        current.clear();
        current.putAll(atStart);
    }

    /**
     * Reads values by name: {@code {"bulk2-result-order": "as-uploaded"}}.
     *
     * @throws IllegalArgumentException for an unknown switch or value; nothing is set then
     */
    public static Map<Switch, String> read(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("switches are an object of names and values, was " + node);
        }
        Map<Switch, String> values = new EnumMap<>(Switch.class);
        node.properties().forEach(entry -> {
            Switch which = Switch.of(entry.getKey());
            values.put(which, which.checked(entry.getValue().asText()));
        });
        return values;
    }

    /** All switches with their values, for people to read. */
    public List<Map<String, Object>> list() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Switch which : Switch.values()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("name", which.wireName());
            item.put("value", get(which));
            item.put("default", which.defaultValue());
            item.put("values", which.choices());
            item.put("meaning", which.meaning());
            item.put("source", which.source());
            list.add(item);
        }
        return list;
    }
}
