/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.store.TriggerCost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The named models, and the reading of others. */
public final class Models {
    /** The default: as fast as it can be, nothing locks, nothing costs. */
    public static final String NONE = "none";

    private static final Set<String> KEYS =
            Set.of("latency", "latencyJitter", "perChunk", "perBatch", "parallelJobs", "lockWait", "triggers", "sink");

    private Models() {}

    /**
     * A model by name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static TimingModel named(String name) {
        JsonNode all = load();
        JsonNode found = all.path(name);
        if (found.isMissingNode()) {
            TreeSet<String> names = new TreeSet<>();
            all.fieldNames().forEachRemaining(names::add);
            throw new IllegalArgumentException("there is no model named '" + name + "'; there are: " + names);
        }
        return read(name, found);
    }

    /**
     * A model from its properties; what is missing costs nothing.
     *
     * @throws IllegalArgumentException for an unknown property or a wrong value
     */
    public static TimingModel read(String name, JsonNode node) {
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "model '" + name + "' has no property '" + key + "'; there are: " + new TreeSet<>(KEYS));
            }
        });
        return new TimingModel(
                name,
                duration(name, node, "latency"),
                duration(name, node, "latencyJitter"),
                duration(name, node, "perChunk"),
                duration(name, node, "perBatch"),
                node.path("parallelJobs").asInt(4),
                duration(name, node, "lockWait"),
                triggers(node.path("triggers")),
                node.path("sink").asBoolean(false));
    }

    private static Map<String, TriggerCost> triggers(JsonNode node) {
        Map<String, TriggerCost> costs = new HashMap<>();
        node.properties()
                .forEach(entry -> costs.put(
                        entry.getKey(),
                        new TriggerCost(
                                entry.getKey(),
                                entry.getValue().path("cpuMillisPerRecord").asInt(0),
                                entry.getValue().path("queriesPerRecord").asInt(0))));
        return costs;
    }

    private static Duration duration(String name, JsonNode node, String key) {
        if (node.path(key).isMissingNode()) {
            return Duration.ZERO;
        }
        try {
            return Duration.parse(node.path(key).asText());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + key + "' of model '" + name + "' must be an ISO 8601 duration such as PT0.2S, was "
                            + node.path(key),
                    e);
        }
    }

    private static JsonNode load() {
        try (InputStream in = Models.class.getResourceAsStream("models.yaml")) {
            if (in == null) {
                throw new IllegalStateException("models.yaml is missing from the jar");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("models.yaml cannot be read", e);
        }
    }
}
