/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.ApiReserve;
import io.sfsync.salesforce.OrgLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs have learned about their org. Share one between the pipelines of one connection, so that a run begins where
 * the last one ended. Safe for use by many threads.
 */
public final class OrgKnowledge {
    private static final Logger LOG = LoggerFactory.getLogger(OrgKnowledge.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Integer>> WIDTHS = new TypeReference<>() {};
    private static final String FILE = "batch-sizes.json";

    private final Map<String, Width> widths = new HashMap<>();
    private final OrgLimits limits;

    /** Nothing is known yet, and a tenth of the org's requests is left to others. */
    public OrgKnowledge() {
        this(ApiReserve.DEFAULT);
    }

    /**
     * Nothing is known yet.
     *
     * @param reserve the part of the org's requests in 24 hours that is left to others
     */
    public OrgKnowledge(ApiReserve reserve) {
        this.limits = new OrgLimits(reserve);
    }

    /** What is known of the org's requests in 24 hours. */
    public OrgLimits limits() {
        return limits;
    }

    /**
     * The width of calls and batches for an object, as it was found before.
     *
     * @param ledger the folder of a ledger, beside whose runs widths are kept; {@code null} for none
     * @param start where nothing is known
     */
    synchronized Width width(@Nullable Path ledger, String org, Api api, String object, int start, int most) {
        String key = key(org, api, object);
        return widths.computeIfAbsent(key, any -> Width.adaptive(read(ledger).getOrDefault(key, start), most));
    }

    /** Keeps what was found for the next process. */
    synchronized void save(Path ledger, String org, Api api, String object, Width width) throws IOException {
        Map<String, Integer> all = read(ledger);
        all.put(key(org, api, object), width.records());
        Path next = Files.createTempFile(ledger, FILE, ".tmp");
        JSON.writeValue(next.toFile(), all);
        Files.move(next, ledger.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, Integer> read(@Nullable Path ledger) {
        Path file = ledger == null ? null : ledger.resolve(FILE);
        if (file != null && Files.exists(file)) {
            try {
                return JSON.readValue(file.toFile(), WIDTHS);
            } catch (IOException e) {
                LOG.warn("{} cannot be read, batch sizes are found anew: {}", file, e.getMessage());
            }
        }
        return new TreeMap<>();
    }

    private static String key(String org, Api api, String object) {
        return org + " " + object + " " + api.optionName();
    }
}
