/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.connection;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/**
 * How many requests to each org wait for their answer, over all components, endpoints and routes of a Camel context. An
 * org is told by the address of its instance. Safe for use by many threads.
 */
public final class OrgPermits {
    private final Map<String, Integer> underWay = new HashMap<>();
    private int waiting;

    /** Those of a context. */
    public static OrgPermits of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (extension) {
            OrgPermits permits = extension.getContextPlugin(OrgPermits.class);
            if (permits == null) {
                permits = new OrgPermits();
                extension.addContextPlugin(OrgPermits.class, permits);
            }
            return permits;
        }
    }

    /**
     * Waits until fewer requests to the org wait for their answer than may; then the next one may be sent.
     *
     * @param most how many may, whoever sends them
     * @return the permit, to be released when the answer has begun
     */
    Permit acquire(URI instanceUrl, int most) throws InterruptedException {
        String org = (instanceUrl.getHost() + ":" + instanceUrl.getPort()).toLowerCase(Locale.ROOT);
        synchronized (this) {
            waiting++;
            try {
                while (underWay.getOrDefault(org, 0) >= most) {
                    wait();
                }
                underWay.merge(org, 1, Integer::sum);
            } finally {
                waiting--;
            }
        }
        return () -> release(org);
    }

    private synchronized void release(String org) {
        underWay.computeIfPresent(org, (key, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    /** How many requests are not sent yet because they would be too many. */
    public synchronized int waiting() {
        return waiting;
    }

    /** The right to have one request under way. */
    @FunctionalInterface
    interface Permit {
        /** The answer has begun, or will not come. */
        void release();
    }
}
