/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.util.Map;
import org.apache.camel.main.Main;

/** What others can see of a hub that runs: health and metrics over HTTP on this machine, and logs in files. */
final class Observability {
    /** Camel's own properties; each may be set otherwise in the files of properties. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "camel.management.enabled", "true",
            "camel.management.host", "127.0.0.1",
            "camel.management.port", "9876",
            "camel.management.healthCheckEnabled", "true",
            "camel.management.metricsEnabled", "true",
            "camel.metrics.enabled", "true",
            // a route on a schedule is not ill because its first turn is tomorrow at six
            "camel.health.initialState", "UP");

    private Observability() {}

    /** For a hub that is about to start. */
    static void of(HubHome home, Main main) {
        DEFAULTS.forEach(main::addInitialProperty);
        Logging.alsoToFiles(home.folder().resolve("logs"));
    }
}
