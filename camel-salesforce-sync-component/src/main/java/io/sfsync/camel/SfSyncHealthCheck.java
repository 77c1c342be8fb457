/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.connection.CamelOrgConnection;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.spi.annotations.HealthCheck;

/**
 * Tells whether the hub is logged in and how the last runs ended. It never calls Salesforce, and counts for readiness
 * only: a restart does not mend a password.
 */
@HealthCheck("sfsync-check")
public class SfSyncHealthCheck extends AbstractHealthCheck {
    public SfSyncHealthCheck() {
        super("camel", "sfsync");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        SfSyncComponents.of(getCamelContext()).forEach(component -> check(builder, component));
    }

    private static void check(HealthCheckResultBuilder builder, SfSyncComponent component) {
        for (Map.Entry<String, CamelOrgConnection> entry :
                component.connections().opened().entrySet()) {
            IOException failure = entry.getValue().loginFailure();
            if (failure != null) {
                builder.down();
                builder.message(
                        "the last login of the component " + entry.getKey() + " failed: " + failure.getMessage());
            }
        }
        component.lastRuns().byEndpoint().forEach((uri, run) -> builder.detail(uri, run.summary()));
    }
}
