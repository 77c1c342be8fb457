/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.sink;

import io.sfsync.outcome.OutcomeRecord;
import io.sfsync.outcome.OutcomeSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends records to an endpoint: a list of maps an exchange, with the headers of the run. Serves many runs. */
final class EndpointSink implements OutcomeSink {
    private final ProducerTemplate template;
    private final Endpoint endpoint;
    private final Function<String, Map<String, Object>> headersByRunId;

    EndpointSink(ProducerTemplate template, Endpoint endpoint, Function<String, Map<String, Object>> headersByRunId) {
        this.template = template;
        this.endpoint = endpoint;
        this.headersByRunId = headersByRunId;
    }

    @Override
    public void accept(List<OutcomeRecord> records) throws Exception {
        String runId = records.get(0).runId();
        Exchange sent = template.send(endpoint, exchange -> {
            exchange.getMessage()
                    .setBody(records.stream().map(OutcomeRecord::toMap).toList());
            exchange.getMessage().setHeaders(new HashMap<>(headersByRunId.apply(runId)));
        });
        Exception failure = sent.getException();
        if (failure != null) {
            throw failure;
        }
    }
}
