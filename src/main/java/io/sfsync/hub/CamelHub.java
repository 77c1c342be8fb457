/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.camel.DevelopmentOrg;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** A running Camel context with the configuration of the hub's folder. Close it. */
final class CamelHub implements AutoCloseable {
    private final Main main;

    private CamelHub(Main main) {
        this.main = main;
    }

    /**
     * Camel Main for an environment, not started yet, without routes.
     *
     * @throws UsageException if there is no such environment, or a secret stands in its files that must not
     */
    static Main configure(HubHome home, String environment) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations(home.propertyLocations(environment));
        main.addInitialProperty(HubHome.LEDGER, home.ledger().toString());
        Secrets.prepare(home, environment, main);
        main.configure().withProfile(environment);
        main.configure().withBasePackageScanEnabled(false);
        return main;
    }

    /** Starts what {@link #configure} has made. */
    static CamelHub start(Main main) throws Exception {
        try {
            main.start();
        } catch (Exception e) {
            main.stop();
            throw e;
        }
        return new CamelHub(main);
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** The local org that has started for this hub, as results name it. */
    Optional<String> localOrg() {
        return context().getRegistry().findByType(DevelopmentOrg.class).stream()
                .flatMap(bean -> bean.address().stream())
                .map(address -> "local org " + address)
                .findFirst();
    }

    @Override
    public void close() {
        main.stop();
    }
}
