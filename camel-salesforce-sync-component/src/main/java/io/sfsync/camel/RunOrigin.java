/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.body.Bodies;
import io.sfsync.camel.sink.Sinks;
import io.sfsync.record.SourceFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/**
 * Where a run comes from, as the manifest of the ledger keeps it, so that the run can go on without its exchange.
 *
 * @param fingerprint tells the source apart from others, empty for what is no file
 * @param notes entries of the manifest
 */
record RunOrigin(String fingerprint, Map<String, String> notes) {
    /** Stands before the names of the endpoint's options. */
    static final String OPTION = "option.";
    /** The route that the run is in. */
    static final String ROUTE = "route";
    /** The content type that the exchange named. */
    static final String CONTENT_TYPE = "contentType";
    /** The encoding that the exchange named. */
    static final String CHARSET = "charset";
    /** Options that say where records go. */
    static final Set<String> SINKS = Set.of("errors", "successes");
    /** Options that belong to one exchange or to this process alone. */
    private static final Set<String> NOT_KEPT = Set.of("runId", "onFinishedRun", "overlap", "listener");

    RunOrigin {
        notes = Map.copyOf(notes);
    }

    static RunOrigin of(Exchange exchange, SfSyncEndpoint endpoint, Set<String> routeIds) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        routeIds.stream().findFirst().ifPresent(route -> notes.put(ROUTE, route));
        put(notes, CONTENT_TYPE, exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class));
        put(notes, CHARSET, ExchangeHelper.getCharsetName(exchange, false));
        notes.putAll(options(endpoint));
        String known = exchange.getProperty(SfSyncRuns.SOURCE, String.class);
        return new RunOrigin(known == null ? fingerprint(exchange) : known, notes);
    }

    /** The options of an endpoint that whoever goes on with its runs needs, by their names in the manifest. */
    static Map<String, String> options(SfSyncEndpoint endpoint) {
        Map<String, String> options = new LinkedHashMap<>();
        endpoint.given().forEach((name, value) -> {
            // The address of an endpoint may hold a password.
            if (!NOT_KEPT.contains(name)
                    && (!SINKS.contains(name) || new Sinks(endpoint.getCamelContext(), name, value).isFile())) {
                options.put(OPTION + name, value);
            }
        });
        return options;
    }

    private static void put(Map<String, String> notes, String name, @Nullable String value) {
        if (value != null) {
            notes.put(name, value);
        }
    }

    private static String fingerprint(Exchange exchange) throws IOException {
        Path file = Bodies.localFile(exchange.getMessage().getBody());
        return file != null && Files.isRegularFile(file) ? SourceFingerprint.of(file) : "";
    }
}
