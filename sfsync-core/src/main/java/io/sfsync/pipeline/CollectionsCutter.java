/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import io.sfsync.check.KeyForm;
import io.sfsync.outcome.Api;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Cuts batches for collections: by records, and by bytes. */
final class CollectionsCutter implements BatchCutter {
    private final RunTools tools;
    private final Lanes lanes;
    private final CollectionsWriter writer;
    private final CollectionsFilling filling;
    private final WidthFinder width;
    private final BatchNumbers numbers;
    private final @Nullable KeyForm ordered;
    private @Nullable CollectionsBatch current;
    private String lock = "";

    /**
     * @param ordered the form of keys where records of one key keep their order, else {@code null}
     */
    CollectionsCutter(
            RunTools tools,
            Lanes lanes,
            CollectionsWriter writer,
            CollectionsFilling filling,
            WidthFinder width,
            BatchNumbers numbers,
            @Nullable KeyForm ordered) {
        this.ordered = ordered;
        this.tools = tools;
        this.lanes = lanes;
        this.writer = writer;
        this.filling = filling;
        this.width = width;
        this.numbers = numbers;
    }

    @Override
    public void add(CheckedRecord record) throws IOException, InterruptedException {
        String orderKey = orderKey(record);
        if (current != null && current.exclusive().contains(orderKey)) {
            // the org refuses both of two records with one key in one call
            finish();
        }
        CollectionsBatch batch = current;
        if (batch == null) {
            batch = new CollectionsBatch(numbers.next(), writer, tools, true);
            current = batch;
        }
        if (!orderKey.isEmpty()) {
            batch.exclude(orderKey);
        }
        if (!lock.isEmpty()) {
            batch.exclude(lock);
        }
        filling.add(record, batch);
        if (filling.isFull(batch)) {
            finish();
        }
    }

    @Override
    public void lock(String name) {
        lock = name;
    }

    @Override
    public int unit() {
        return width.records();
    }

    @Override
    public int room() {
        CollectionsBatch batch = current;
        return Math.max(1, width.records() - (batch == null ? 0 : batch.size()));
    }

    private String orderKey(CheckedRecord record) {
        Object key = ordered == null ? null : record.key();
        return ordered == null || key == null ? "" : ordered.of(key);
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        CollectionsBatch batch = current;
        if (batch != null) {
            current = null;
            tools.log().flush();
            tools.progress().cut(Api.COLLECTIONS, batch.size());
            lanes.submit(batch, tools.state());
        }
    }
}
