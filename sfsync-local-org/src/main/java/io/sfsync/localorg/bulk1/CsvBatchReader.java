/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.Cells;
import io.sfsync.localorg.bulk.ColumnDelimiter;
import io.sfsync.localorg.bulk.CsvScanner;
import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in CSV; both line endings are taken. */
final class CsvBatchReader implements BatchReader {
    private final CsvScanner scanner;
    private final List<String> header = new ArrayList<>();

    CsvBatchReader(InputStream in) throws IOException, BulkFailure {
        scanner = new CsvScanner(in, ColumnDelimiter.COMMA, null);
        if (scanner.next()) {
            for (int i = 0; i < scanner.size(); i++) {
                header.add(scanner.text(i));
            }
        }
    }

    @Override
    public RowGroup next() throws IOException, BulkFailure {
        List<Row> rows = new ArrayList<>(Dml.CHUNK);
        while (rows.size() < Dml.CHUNK && scanner.next()) {
            rows.add(Cells.row(scanner, header.size()));
        }
        return new RowGroup(header, rows);
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
