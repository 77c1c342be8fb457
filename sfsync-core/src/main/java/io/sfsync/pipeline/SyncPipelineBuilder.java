/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.Sleeper;
import io.sfsync.ledger.DigestStores;
import io.sfsync.ledger.Ledger;
import io.sfsync.mapping.RecordMapping;
import io.sfsync.mapping.RecordMappings;
import io.sfsync.outcome.OutcomeSink;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.describe.DescribeCache;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Puts a {@link SyncPipeline} together; only connection and options are required. */
public final class SyncPipelineBuilder {
    final OrgConnection connection;
    final SyncOptions options;
    final List<SyncListener> listeners = new ArrayList<>();

    @Nullable
    RecordMapping mapping;

    @Nullable
    OutcomeSink errors;

    @Nullable
    OutcomeSink successes;

    @Nullable
    ExecutorService executor;

    @Nullable
    Ledger ledger;

    private final Map<String, String> notes = new LinkedHashMap<>();
    private @Nullable Path stores;
    private @Nullable DigestStores digests;

    Clock clock = Clock.systemUTC();

    private @Nullable Sleeper sleeper;
    private @Nullable DescribeCache describes;
    private @Nullable OrgKnowledge knowledge;

    SyncPipelineBuilder(OrgConnection connection, SyncOptions options) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** Maps each record; without one a record's own columns are the Salesforce fields. */
    public SyncPipelineBuilder mapping(@Nullable RecordMapping value) {
        this.mapping = value;
        return this;
    }

    /** Adds a listener. */
    public SyncPipelineBuilder listener(SyncListener value) {
        listeners.add(value);
        return this;
    }

    /** Receives every record that did not succeed. Closed by the run at its end. */
    public SyncPipelineBuilder errors(@Nullable OutcomeSink value) {
        this.errors = value;
        return this;
    }

    /** Receives every record that succeeded. Closed by the run at its end. */
    public SyncPipelineBuilder successes(@Nullable OutcomeSink value) {
        this.successes = value;
        return this;
    }

    /** Threads for the calls and jobs in flight; by default a run has its own and ends them. */
    public SyncPipelineBuilder executor(@Nullable ExecutorService value) {
        this.executor = value;
        return this;
    }

    /** Where runs keep their folders, one each; by default a temporary folder that goes with {@link SyncRun#discard}. */
    public SyncPipelineBuilder workDirectory(@Nullable Path value) {
        return ledger(value == null ? null : Ledger.open(value));
    }

    /** Where runs are written down, so that they can be taken up again after a crash; by default nowhere. */
    public SyncPipelineBuilder ledger(@Nullable Ledger value) {
        this.ledger = value;
        return this;
    }

    /**
     * Adds an entry to the manifest of runs, which means something to the caller alone, such as where the source is.
     *
     * @param name must not be one of the engine's own entries
     */
    public SyncPipelineBuilder note(String name, String value) {
        notes.put(name, value);
        return this;
    }

    /**
     * Where runs keep what they remember for others: what was sent last, and id maps. By default a folder beside the
     * ledger's, with {@code -stores} behind its name; without a ledger there is none.
     */
    public SyncPipelineBuilder stores(@Nullable Path value) {
        this.stores = value;
        return this;
    }

    /** Where runs keep digests of what was sent; by default in {@link #stores}. */
    public SyncPipelineBuilder digests(@Nullable DigestStores value) {
        this.digests = value;
        return this;
    }

    private @Nullable DigestStores digests() {
        Path folder = stores();
        return digests != null || folder == null ? digests : DigestStores.in(folder.resolve("sent"));
    }

    /** Where runs keep what they remember, beside a ledger in this folder. */
    public static Path storesBeside(Path ledgerFolder) {
        Path folder = ledgerFolder.toAbsolutePath().normalize();
        return folder.resolveSibling(folder.getFileName() + "-stores");
    }

    private @Nullable Path stores() {
        return stores != null || ledger == null ? stores : storesBeside(ledger.folder());
    }

    /** The clock of results and error records; for tests. */
    public SyncPipelineBuilder clock(Clock value) {
        this.clock = value;
        return this;
    }

    /** What the org said about its objects: shared by the pipelines of one connection, it is asked once. */
    public SyncPipelineBuilder describes(DescribeCache value) {
        this.describes = value;
        return this;
    }

    /** What runs learn about the org: shared by the pipelines of one connection, each begins where others ended. */
    public SyncPipelineBuilder knowledge(OrgKnowledge value) {
        this.knowledge = value;
        return this;
    }

    /** Waits instead of the run, for tests. */
    SyncPipelineBuilder sleeper(Sleeper value) {
        this.sleeper = value;
        return this;
    }

    /** The pipeline. */
    public SyncPipeline build() {
        return new Pipeline(new Parts(
                connection,
                options,
                mapping == null ? RecordMappings.identity() : mapping,
                List.copyOf(listeners),
                errors,
                successes,
                executor,
                options.dryRun() == DryRun.OFF ? ledger : null,
                stores(),
                digests(),
                clock,
                sleeper,
                () -> ThreadLocalRandom.current().nextDouble(),
                describes == null ? new DescribeCache(clock) : describes,
                knowledge == null ? new OrgKnowledge() : knowledge,
                "",
                Map.copyOf(notes)));
    }
}
