/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.run;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Closes a run when its exchange is done: until then its outcomes can be read, and a redelivery goes on with it. */
final class CloseWhenDone extends SynchronizationAdapter {
    private final RunRegistry registry;
    private final RunRegistry.Key key;
    private final KeptRun run;

    CloseWhenDone(RunRegistry registry, RunRegistry.Key key, KeptRun run) {
        this.registry = registry;
        this.key = key;
        this.run = run;
    }

    @Override
    public void onDone(Exchange exchange) {
        registry.close(key, run);
    }
}
