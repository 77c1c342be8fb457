/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.ledger.Ledger;
import io.sfsync.ledger.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The ledger of a hub, as its commands see it.
 *
 * @param ledger where the runs are
 * @param environment the environment that was asked for
 */
record RunLedger(Ledger ledger, String environment) {
    /** The ledger that the configuration of an environment names; nothing is started for it. */
    static RunLedger of(HubHome home, String environment) {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation(home.propertyLocations(environment));
            context.getPropertiesComponent()
                    .addInitialProperty(HubHome.LEDGER, home.ledger().toString());
            context.build();
            return of(home, environment, context);
        } catch (IOException e) {
            throw new IllegalStateException("a Camel context that never started can't be closed", e);
        }
    }

    /** The same, where a hub with that configuration runs. */
    static RunLedger of(HubHome home, String environment, CamelContext context) throws IOException {
        String folder = context.resolvePropertyPlaceholders("{{camel.component.sfsync.ledger:}}");
        // where runs are not written down there are none to be found
        return new RunLedger(Ledger.open(folder.isBlank() ? home.ledger() : Path.of(folder)), environment);
    }

    /**
     * The run of this id.
     *
     * @throws UsageException if there is none
     */
    RunSummary run(String runId) throws IOException {
        return ledger.find(runId)
                .orElseThrow(() -> new UsageException("there is no run " + runId + " in the ledger " + ledger.folder()
                        + "; ./sfsync runs" + option() + " lists those there are"));
    }

    /** A command of the hub about a run. */
    String command(String command, String runId) {
        return "./sfsync " + command + " " + runId + option();
    }

    private String option() {
        return environment.equals(Environment.DEFAULT) ? "" : " --env " + environment;
    }

    /** How a run stands, in one word. */
    String status(RunSummary run) {
        if (run.aborted() != null) {
            return "ABORTED";
        }
        if (run.status() != null) {
            return run.status();
        }
        return ledger.isExecuted(run) ? "RUNNING" : "UNFINISHED";
    }
}
