/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A run of the ledger that is named on the command line. */
final class NamedRun {
    @Mixin
    private Environment environment = new Environment();

    @Parameters(index = "0", paramLabel = "RUN", description = "The id of the run.")
    private String id = "";

    String id() {
        return id;
    }

    String environment() {
        return environment.name();
    }

    RunLedger ledger(HubHome home) {
        return RunLedger.of(home, environment.name());
    }
}
