/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.outcome.SyncResult;
import java.util.OptionalLong;
import org.apache.camel.spi.CamelEvent;

/**
 * A batch of a run is finished. Sent to the event notifiers of the Camel context, for progress displays; of the type
 * {@link CamelEvent.Type#Custom}.
 */
public final class SfSyncBatchEvent implements CamelEvent {
    private final SfSyncEndpoint endpoint;
    private final long batch;
    private final OptionalLong totalBatches;
    private final SyncResult resultSoFar;
    private long timestamp;

    SfSyncBatchEvent(SfSyncEndpoint endpoint, long batch, OptionalLong totalBatches, SyncResult resultSoFar) {
        this.endpoint = endpoint;
        this.batch = batch;
        this.totalBatches = totalBatches;
        this.resultSoFar = resultSoFar;
    }

    /** 1-based number of the batch. */
    public long batch() {
        return batch;
    }

    /** How many batches there will be, where that is known. */
    public OptionalLong totalBatches() {
        return totalBatches;
    }

    /** The figures of the run after this batch. */
    public SyncResult resultSoFar() {
        return resultSoFar;
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    /** The endpoint of the run. */
    @Override
    public SfSyncEndpoint getSource() {
        return endpoint;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }
}
