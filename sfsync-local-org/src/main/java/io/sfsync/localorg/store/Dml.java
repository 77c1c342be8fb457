/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.List;

/**
 * The one engine that changes rows. Thread-safe: chunks of several requests run at the same time, each in a transaction of its own unless the
 * thread is inside {@link OrgStore#inTransaction}.
 */
@SuppressWarnings("DoNotCallSuggester") // goes with the bodies
public final class Dml {
    /** Most rows of a chunk: Salesforce's trigger chunk and transaction (Bulk API Developer Guide, How Requests Are Processed). */
    public static final int CHUNK = 200;

    Dml() {}

    /**
     * Does one chunk.
     *
     * @param rows at most {@link #CHUNK} rows
     * @return one result for each row, in order
     * @throws IllegalArgumentException for more rows
     * @throws StoreException if the database fails; nothing of the chunk is saved then
     */
    public List<RowResult> execute(DmlRequest request, List<Row> rows) {
        throw new UnsupportedOperationException("not yet " + request + rows.size());
    }
}
