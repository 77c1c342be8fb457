/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Does something on the thread of a route, just before the route sends to an endpoint: a moment that tests can hold. */
final class BeforeSending extends EventNotifierSupport {
    private final String uri;
    private final Action action;

    /** What is done, for each exchange. */
    @FunctionalInterface
    interface Action {
        void run(String fromRoute) throws Exception;
    }

    private BeforeSending(String uri, Action action) {
        this.uri = uri;
        this.action = action;
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
    }

    /** From now on, in these routes; {@code uri} is how the endpoint's address starts. */
    static void to(String uri, RunningRoutes routes, Action action) {
        BeforeSending notifier = new BeforeSending(uri, action);
        routes.hub().context().getManagementStrategy().addEventNotifier(notifier);
        notifier.start();
    }

    @Override
    public void notify(CamelEvent event) throws Exception {
        if (event instanceof ExchangeSendingEvent sending
                && sending.getEndpoint().getEndpointUri().startsWith(uri)) {
            action.run(String.valueOf(sending.getExchange().getFromRouteId()));
        }
    }
}
