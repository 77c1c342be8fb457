/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.camel.body.Source;
import io.sfsync.camel.sink.Sinks;
import io.sfsync.ledger.Ledger;
import io.sfsync.outcome.OutcomeSink;
import io.sfsync.pipeline.OrgKnowledge;
import io.sfsync.pipeline.Replay;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncPipeline;
import io.sfsync.pipeline.SyncPipelineBuilder;
import io.sfsync.pipeline.SyncRun;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.describe.DescribeCache;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Puts the engine's pipeline together for each run, over one connection. */
final class RunFactory {
    private final SfSyncEndpoint endpoint;
    private final OrgConnection connection;
    private final ExecutorService executor;
    private final ProducerTemplate template;
    private final DescribeCache describes;
    private final OrgKnowledge knowledge;

    /**
     * @param describes what the org has said about its objects, for all that use this connection
     * @param knowledge what runs have learned about the org, for all that use this connection
     * @param executor runs the calls and jobs in flight
     * @param template sends the records of sinks that are endpoints
     */
    RunFactory(
            SfSyncEndpoint endpoint,
            OrgConnection connection,
            DescribeCache describes,
            OrgKnowledge knowledge,
            ExecutorService executor,
            ProducerTemplate template) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.describes = describes;
        this.knowledge = knowledge;
        this.executor = executor;
        this.template = template;
    }

    /** A run that has not started. */
    SyncRun prepare(SyncOptions options, Source source, RunOrigin origin) {
        return builder(options, ledger(options, source), origin).build().prepare(source.reader(), origin.fingerprint());
    }

    /** A run, not started, that sends records of another run again. */
    SyncRun prepare(SyncOptions options, Source source, RunOrigin origin, Replay replay) {
        return replay.prepare(builder(options, ledger(options, source), origin), source.reader());
    }

    /** A folder for each message would cost more than the message; nobody takes up one whose id nobody knows. */
    private @Nullable Ledger ledger(SyncOptions options, Source source) {
        Ledger ledger = endpoint.getComponent().ledger();
        if (ledger == null || (source.isOneRecord() && options.runId() == null)) {
            return null;
        }
        return ledger.withKeepRows(endpoint.keepRows());
    }

    private SyncPipelineBuilder builder(SyncOptions options, @Nullable Ledger ledger, RunOrigin origin) {
        References references = endpoint.references();
        SyncPipelineBuilder builder = SyncPipeline.builder(connection, options)
                .mapping(references.mapping())
                .errors(sink(references.errors(), options))
                .successes(sink(references.successes(), options))
                .describes(describes)
                .knowledge(knowledge)
                .executor(executor)
                .ledger(ledger)
                .stores(endpoint.getComponent().stores())
                .digests(endpoint.getComponent().digests())
                .listener(new Progress(endpoint, Clock.systemUTC()));
        origin.notes().forEach(builder::note);
        references.listeners().forEach(builder::listener);
        return builder;
    }

    private @Nullable OutcomeSink sink(@Nullable Sinks sinks, SyncOptions options) {
        return sinks == null ? null : sinks.open(template, runId -> ResultHeaders.of(runId, options));
    }
}
