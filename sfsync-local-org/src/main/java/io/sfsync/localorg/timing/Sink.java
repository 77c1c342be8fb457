/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.timing;

import io.sfsync.localorg.store.DmlFilter;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Operation;
import io.sfsync.localorg.store.RecordId;
import io.sfsync.localorg.store.Row;
import io.sfsync.localorg.store.RowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Accepts every row that was not refused before, and keeps nothing of it but counts and a digest. */
public final class Sink implements DmlFilter {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong digest = new AtomicLong();

    /** Rows accepted. */
    public long rows() {
        return rows.get();
    }

    /** The sum of a 64-bit digest of each row: the same for the same rows in any order. */
    public long digest() {
        return digest.get();
    }

    /** Starts to count anew. */
    public void reset() {
        rows.set(0);
        digest.set(0);
    }

    @Override
    public List<RowResult> filter(DmlRequest request, List<Row> chunk, Next next) {
        List<RowResult> results = new ArrayList<>(chunk.size());
        long row = rows.getAndAdd(chunk.size()) + 1;
        long sum = 0;
        int columns = request.columns().size();
        boolean created = request.operation() == Operation.INSERT || request.operation() == Operation.UPSERT;
        for (Row one : chunk) {
            if (one.errors().isEmpty()) {
                sum += digest(one, columns);
                results.add(RowResult.saved(RecordId.of(request.object().keyPrefix(), row++), created));
            } else {
                results.add(RowResult.refused(0, one.errors()));
            }
        }
        digest.addAndGet(sum);
        return results;
    }

    private static long digest(Row row, int columns) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < columns; i++) {
            Object cell = row.cell(i);
            hash = (hash ^ (cell == null ? 0 : cell.toString().hashCode())) * 0x100000001b3L;
        }
        return hash ^ (hash >>> 29);
    }
}
