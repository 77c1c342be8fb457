/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.store.Row;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Reads the rows of a batch, whatever its form. Not thread-safe. */
interface BatchReader extends Closeable {
    /**
     * Some rows.
     *
     * @param header the names of their columns, written as in a CSV header ({@code User:Owner.Email})
     * @param rows at most 200; empty at the end
     */
    record RowGroup(List<String> header, List<Row> rows) {}

    /** The next rows. */
    RowGroup next() throws IOException, BulkFailure;
}
