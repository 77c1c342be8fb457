/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.outcome.SyncResult;
import io.sfsync.pipeline.SyncException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How the last run of each endpoint ended, for the health check and the dev console. */
final class LastRuns {
    /**
     * The last run of an endpoint.
     *
     * @param failure why it failed, {@code null} where it did not
     */
    record LastRun(SyncResult result, @Nullable SyncException failure) {
        /** In one line. */
        String summary() {
            String failed = failure == null ? "" : ", failed: " + failure.getMessage();
            return "run " + result.runId() + " " + result.status() + ", " + result.totals() + failed;
        }
    }

    private final Map<String, LastRun> byEndpoint = new ConcurrentHashMap<>();

    void ended(SfSyncEndpoint endpoint, SyncResult result, @Nullable SyncException failure) {
        byEndpoint.put(endpoint.getEndpointBaseUri(), new LastRun(result, failure));
    }

    /** By the URI of the endpoint without its options. */
    Map<String, LastRun> byEndpoint() {
        return new TreeMap<>(byEndpoint);
    }
}
