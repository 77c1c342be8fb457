/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.run;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hears first that the context or a route is about to stop, and stops its runs. Camel tells a producer only in
 * {@code doStop}, after it has waited up to 45 seconds for the exchange that the producer holds; a service of the route
 * that is prepared for shutdown is told before that wait.
 */
public final class RouteStops extends LifecycleStrategySupport {
    private final RunRegistry runs;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private volatile boolean contextStopping;

    public RouteStops(RunRegistry runs) {
        this.runs = runs;
    }

    /** Why no run may start in any of these routes, or {@code null} where one may. */
    public @Nullable String reason(Collection<String> routeIds) {
        if (contextStopping) {
            return "the Camel context is stopping";
        }
        for (String routeId : routeIds) {
            Watch watch = watches.get(routeId);
            if (watch != null && watch.reason != null) {
                return watch.reason;
            }
        }
        return null;
    }

    /** Watches routes that were added before this was. */
    public void watch(Collection<Route> routes) {
        routes.forEach(this::watch);
    }

    @Override
    public void onContextStarting(CamelContext context) {
        contextStopping = false;
    }

    @Override
    public void onContextStopping(CamelContext context) {
        contextStopping = true;
        runs.stopAll("the Camel context is stopping");
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        watch(routes);
    }

    @Override
    public void onRoutesRemove(Collection<Route> routes) {
        routes.forEach(route -> watches.remove(route.getRouteId()));
    }

    private void watch(Route route) {
        Watch watch = watches.computeIfAbsent(route.getRouteId(), Watch::new);
        watch.reason = null;
        route.addService(watch);
    }

    private final class Watch extends ServiceSupport implements ShutdownPrepared {
        private final String routeId;
        private volatile @Nullable String reason;

        Watch(String routeId) {
            this.routeId = routeId;
        }

        /** Called before Camel waits for the exchanges in flight, and again after a suspend has come to its end. */
        @Override
        public void prepareShutdown(boolean suspendOnly, boolean forced) {
            boolean isSuspended = suspendOnly && reason != null;
            String why = "the route " + routeId + (suspendOnly ? " is being suspended" : " is stopping");
            if (!forced) {
                reason = isSuspended ? null : why;
            }
            if (!isSuspended) {
                runs.stopRoute(routeId, why);
            }
        }
    }
}
