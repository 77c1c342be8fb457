/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.SyncResult;
import io.sfsync.record.RecordReader;
import io.sfsync.salesforce.OrgConnection;
import java.util.Map;

/**
 * Loads records into one object of one org. Holds no run of its own: one pipeline may be used for many runs, also at
 * the same time.
 *
 * <pre>{@code
 * SyncPipeline pipeline = SyncPipeline.builder(connection, SyncOptions.builder(Operation.INSERT, "Account").build())
 *         .mapping(MappingFile.parse(Path.of("accounts.yaml")))
 *         .build();
 * SyncResult result = pipeline.sync(records);
 * }</pre>
 */
public interface SyncPipeline {

    /**
     * Loads all records of a source and waits for the end.
     *
     * @param source read to its end, or to where the run stops; not closed
     * @return the final result
     * @throws SyncException if the run broke, was stopped, or failed by {@link SyncOptions#failOn}
     */
    SyncResult sync(RecordReader source) throws SyncException;

    /** Loads all records of a collection, iterator or other sequence of maps; see {@link #sync(RecordReader)}. */
    SyncResult sync(Iterable<? extends Map<String, ?>> records) throws SyncException;

    /**
     * A run over this source that has not started yet.
     *
     * @param source read once {@link SyncRun#execute} is called; not closed
     */
    SyncRun prepare(RecordReader source);

    /**
     * A run over this source that has not started yet. With a ledger and without a {@code runId} it goes on with the
     * run of the same source that is not finished, if there is one.
     *
     * @param source read from its start once {@link SyncRun#execute} is called; not closed
     * @param fingerprint tells sources apart, such as {@link io.sfsync.record.SourceFingerprint#of}
     */
    SyncRun prepare(RecordReader source, String fingerprint);

    /** Starts a pipeline into the org behind this connection, which stays the caller's to close. */
    static SyncPipelineBuilder builder(OrgConnection connection, SyncOptions options) {
        return new SyncPipelineBuilder(connection, options);
    }
}
