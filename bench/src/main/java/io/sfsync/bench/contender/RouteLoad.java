/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench.contender;

import java.nio.file.Path;
import org.apache.camel.main.Main;

/** A YAML route with {@code sfsync:} in Camel Main, which ends when its file is loaded. */
final class RouteLoad {
    private RouteLoad() {}

    /** Loads {@code FILE}. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(Settings.get("FILE")).toAbsolutePath();
        Main main = new Main();
        main.addInitialProperty("bench.folder", String.valueOf(file.getParent()));
        main.addInitialProperty("bench.file", String.valueOf(file.getFileName()));
        main.addInitialProperty("bench.api", Settings.get("API"));
        main.addInitialProperty("camel.component.salesforce.loginUrl", Settings.get("ORG_URL"));
        main.addInitialProperty("camel.component.salesforce.clientId", Settings.get("CLIENT_ID"));
        main.addInitialProperty("camel.component.salesforce.clientSecret", Settings.get("CLIENT_SECRET"));
        main.addInitialProperty("camel.component.salesforce.authenticationType", "CLIENT_CREDENTIALS");
        main.addInitialProperty("camel.component.salesforce.lazyLogin", "true");
        main.configure()
                .withRoutesIncludePattern("classpath:load.camel.yaml")
                .withDurationMaxMessages(1)
                .withDurationHitExitCode(0);
        main.run();
    }
}
