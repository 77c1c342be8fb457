/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.RetryPolicy;
import io.sfsync.salesforce.collections.CollectionsCall;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Sends the batches of a run over sObject collections, each until all of its records are decided. */
final class CollectionsWriter {
    private final CollectionsCall call;
    private final SyncOptions options;
    private final RetryPolicy retries;
    private final RunState state;
    private final LostInserts lost;
    private final WidthFinder width;

    CollectionsWriter(
            CollectionsCall call,
            SyncOptions options,
            RetryPolicy retries,
            RunState state,
            LostInserts lost,
            WidthFinder width) {
        this.lost = lost;
        this.width = width;
        this.call = call;
        this.options = options;
        this.retries = retries;
        this.state = state;
    }

    /**
     * Decides every record of the batch that is still open; see {@link CollectionsRounds}. Inserts that an earlier
     * process or try has left in doubt are asked for first.
     */
    void write(CollectionsBatch batch) throws Exception {
        ask(batch);
        new CollectionsRounds(batch, call, options, retries, state, lost, width).run();
    }

    /** Asks for the inserts that may have arrived, and decides those that have. */
    void ask(CollectionsBatch batch) throws Exception {
        BitSet doubtful = batch.doubtful();
        doubtful.and(batch.open());
        if (!doubtful.isEmpty()) {
            lost.settle(batch, doubtful, "the process ended before the answer to the insert came");
        }
    }

    /** The unique field by which lost inserts are asked for, {@code null} where there is none. */
    @Nullable
    String keyField() {
        return call.mayInsert() ? lost.field() : null;
    }

    /** Whether sending a record twice may create it twice. */
    boolean mayInsert() {
        return call.mayInsert();
    }

    /** Whether records are named in the address of a call, so that they need no JSON. */
    boolean isDelete() {
        return call.isDelete();
    }
}
