/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.pipeline.Replay;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Sends again what a run did not get into the org. The run says which object and how; the options of this endpoint come
 * over the run's. Called again for the same exchange, it goes on with the replay that broke off.
 */
final class ReplayProducer extends DefaultProducer {
    private final SfSyncEndpoint endpoint;

    ReplayProducer(SfSyncEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String runId = new HeaderOverrides(exchange.getMessage())
                .runId(endpoint.getConfiguration().getRunId());
        if (runId == null) {
            throw new IllegalArgumentException("sfsync:replay needs the run whose records it sends again: set runId, or"
                    + " the header " + SfSyncConstants.RUN_ID);
        }
        SfSyncRuns runs = new SfSyncRuns(exchange.getContext());
        Replay replay = Replay.of(runs.ledger(), runId);
        Map<String, String> options = new TreeMap<>(endpoint.given());
        options.remove("runId");
        Producer producer = runs.replayEndpoint(replay, options).createProducer();
        exchange.setProperty(SfSyncRuns.REPLAY, replay.run().runId());
        ServiceHelper.startService(producer);
        try {
            producer.process(exchange);
        } finally {
            exchange.removeProperty(SfSyncRuns.REPLAY);
            ((SfSyncProducer) producer).release(exchange);
            ServiceHelper.stopService(producer);
        }
    }
}
