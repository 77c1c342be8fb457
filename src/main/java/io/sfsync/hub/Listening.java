/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import io.sfsync.pipeline.SyncListener;
import org.apache.camel.Endpoint;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;

/** Lets one listener hear of every run of a context, without a word about it in the routes. */
final class Listening {
    private static final String BEAN = "hubListener";

    private Listening() {}

    /** Call before {@code main} is started. */
    static void toEveryRun(Main main, SyncListener listener) {
        main.bind(BEAN, listener);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                support.getCamelContext().addLifecycleStrategy(new EndpointListening());
            }
        });
    }

    /** Sets the option {@code listener} of each endpoint. */
    private static final class EndpointListening extends LifecycleStrategySupport {
        @Override
        public void onEndpointAdd(Endpoint endpoint) {
            if (endpoint.getEndpointUri().startsWith("sfsync:") && endpoint instanceof DefaultEndpoint target) {
                target.getComponent()
                        .getEndpointPropertyConfigurer()
                        .configure(target.getCamelContext(), target, "listener", "#" + BEAN, true);
            }
        }
    }
}
