/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.CollectionsJsonEncoder;
import io.sfsync.check.CheckedRecord;
import io.sfsync.schema.TargetField;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Puts records into the batches of collections, and notes which of them an earlier process may have sent. */
final class CollectionsFilling {
    /** Far below what the org takes, and far above 200 common records. */
    private static final int MAX_CALL_BYTES = 5_000_000;

    private final CollectionsWriter writer;
    private final CollectionsJsonEncoder encoder;
    private final WidthFinder width;
    private final @Nullable Resumption resumption;

    CollectionsFilling(
            CollectionsWriter writer,
            CollectionsJsonEncoder encoder,
            WidthFinder width,
            @Nullable Resumption resumption) {
        this.writer = writer;
        this.encoder = encoder;
        this.width = width;
        this.resumption = resumption;
    }

    /** Adds a record to a batch. */
    void add(CheckedRecord record, CollectionsBatch batch) throws IOException {
        if (writer.isDelete()) {
            batch.add(record, String.valueOf(record.value(record.shape().key())), "");
        } else {
            encoder.append(record, batch.body());
            batch.add(record, null, key(record));
        }
        if (resumption != null && resumption.isInDoubt(record.source().position())) {
            batch.wasSent(batch.size() - 1, writer.mayInsert());
        }
    }

    boolean isFull(CollectionsBatch batch) {
        return batch.size() >= width.records() || batch.body().bytes() >= MAX_CALL_BYTES;
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
}
