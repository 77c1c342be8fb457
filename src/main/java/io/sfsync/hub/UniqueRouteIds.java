/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;

/**
 * Refuses two routes of one id that come from two files. Camel by itself puts the one that it reads later in the place of
 * the other, and which that is hangs on the order of a set.
 */
final class UniqueRouteIds extends ModelLifecycleStrategySupport {
    private final Map<String, String> origins = new HashMap<>();

    /** Call before {@code main} is started. */
    static void in(Main main) {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                support.getCamelContext()
                        .getCamelContextExtension()
                        .getContextPlugin(Model.class)
                        .addModelLifecycleStrategy(new UniqueRouteIds());
            }
        });
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        String id = route.getRouteId();
        if (id == null || route.getResource() == null) {
            return;
        }
        String origin = route.getResource().getLocation();
        String other = origins.putIfAbsent(id, origin);
        if (other != null && !other.equals(origin)) {
            throw new UsageException("the route " + id + " stands in two files, " + other + " and " + origin
                    + ": give one of them another id, or take one away");
        }
    }
}
