/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.sfsync.localorg.fault.Fault;
import io.sfsync.localorg.fault.FaultReader;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import io.sfsync.localorg.timing.Models;
import io.sfsync.localorg.timing.TimingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file: how the org behaves and what goes wrong in it.
 *
 * <pre>{@code
 * model: production            # a name, or the properties of a model of its own
 * seed: 7
 * dailyApiCalls: 15000
 * faults:
 *   - {name: session-expires, match: jobs/ingest, at: 5}
 *   - {name: unavailable, times: 3}
 * switches: {bulk2-result-order: as-uploaded}
 * }</pre>
 *
 * @param model the model; null leaves the builder's
 * @param seed the seed; null leaves the builder's
 * @param dailyApiCalls calls allowed in 24 hours; null leaves the builder's
 * @param dailyBulkBatches batches allowed in 24 hours; null leaves the builder's
 * @param dailyQueryJobs query jobs allowed in 24 hours; null leaves the builder's
 * @param faults armed at the start
 * @param switches what differs from the defaults
 */
record Scenario(
        @Nullable TimingModel model,
        @Nullable Long seed,
        @Nullable Integer dailyApiCalls,
        @Nullable Integer dailyBulkBatches,
        @Nullable Integer dailyQueryJobs,
        List<Fault> faults,
        Map<Switch, String> switches) {
    private static final Set<String> KEYS =
            Set.of("model", "seed", "dailyApiCalls", "dailyBulkBatches", "dailyQueryJobs", "faults", "switches");

    Scenario {
        faults = List.copyOf(faults);
        switches = Map.copyOf(switches);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it cannot be read, or holds what there is not
     */
    static Scenario read(Path file) {
        try {
            return of(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new IllegalArgumentException("scenario file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scenario file " + file + ": " + e.getMessage(), e);
        }
    }

    private static Scenario of(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    "it is no map of keys, such as model: production; there are: " + new TreeSet<>(KEYS));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("there is no key '" + key + "'; there are: " + new TreeSet<>(KEYS));
            }
        });
        return new Scenario(
                model(node.path("model")),
                node.has("seed") ? (Long) node.path("seed").asLong() : null,
                number(node, "dailyApiCalls"),
                number(node, "dailyBulkBatches"),
                number(node, "dailyQueryJobs"),
                node.has("faults") ? FaultReader.read(node.path("faults")) : List.of(),
                node.has("switches") ? Switches.read(node.path("switches")) : Map.of());
    }

    private static @Nullable Integer number(JsonNode node, String key) {
        return node.has(key) ? (Integer) node.path(key).asInt() : null;
    }

    private static @Nullable TimingModel model(JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        return node.isTextual() ? Models.named(node.asText()) : Models.read("of the scenario", node);
    }
}
