/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.CollectionsJsonEncoder;
import io.sfsync.check.CheckedRecord;
import io.sfsync.check.KeyForm;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Cuts batches for collections: by records, and by bytes. */
final class CollectionsCutter implements BatchCutter {
    /** Far below what the org takes, and far above 200 common records. */
    private static final int MAX_CALL_BYTES = 5_000_000;

    private final RunTools tools;
    private final Lanes lanes;
    private final CollectionsWriter writer;
    private final CollectionsJsonEncoder encoder;
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
            CollectionsJsonEncoder encoder,
            WidthFinder width,
            BatchNumbers numbers,
            @Nullable KeyForm ordered) {
        this.ordered = ordered;
        this.tools = tools;
        this.lanes = lanes;
        this.writer = writer;
        this.encoder = encoder;
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
            batch = new CollectionsBatch(numbers.next(), writer, tools);
            current = batch;
        }
        if (!orderKey.isEmpty()) {
            batch.exclude(orderKey);
        }
        if (!lock.isEmpty()) {
            batch.exclude(lock);
        }
        if (writer.isDelete()) {
            batch.add(record, String.valueOf(record.value(record.shape().key())), "");
            if (isInDoubt(record)) {
                batch.lost(last(batch));
            }
        } else {
            encoder.append(record, batch.body());
            batch.add(record, null, key(record));
            if (writer.mayInsert() && isInDoubt(record)) {
                batch.doubt(batch.size() - 1);
            }
        }
        if (batch.size() >= width.records() || batch.body().bytes() >= MAX_CALL_BYTES) {
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

    /** Whether an earlier process has sent the record in a call whose answer nobody has. */
    private boolean isInDoubt(CheckedRecord record) {
        Resumption resumption = tools.resumption();
        return resumption != null && resumption.isInDoubt(record.source().position());
    }

    private static BitSet last(CollectionsBatch batch) {
        BitSet last = new BitSet();
        last.set(batch.size() - 1);
        return last;
    }

    /** The value by which the record can be found if the answer to its insert is lost. */
    private String key(CheckedRecord record) {
        String field = writer.keyField();
        for (int i = 0; field != null && i < record.shape().fields().size(); i++) {
            TargetField target = record.shape().fields().get(i);
            if (target.lookup() == null && target.field().equals(field) && record.value(i) instanceof String text) {
                return text;
            }
        }
        return "";
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        CollectionsBatch batch = current;
        if (batch != null) {
            current = null;
            tools.log().flush();
            lanes.submit(batch, tools.state());
        }
    }
}
