/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.ByteArena;
import io.sfsync.localorg.bulk.Cells;
import io.sfsync.localorg.bulk.CsvScanner;
import io.sfsync.localorg.store.Dml;
import io.sfsync.localorg.store.DmlRequest;
import io.sfsync.localorg.store.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Up to 200 rows with the text that results echo. Not thread-safe. */
final class RowChunk {
    private final JobHeader header;
    private final List<Row> rows = new ArrayList<>(Dml.CHUNK);
    private final ByteArena echoes = new ByteArena(1 << 15);
    private final int[] ends = new int[Dml.CHUNK];
    private long endOffset;

    RowChunk(JobHeader header) {
        this.header = header;
    }

    List<Row> rows() {
        return rows;
    }

    DmlRequest request() {
        return header.request();
    }

    /** The position in the upload after the last row. */
    long endOffset() {
        return endOffset;
    }

    /** Replaces the rows by the scanner's next ones; false if there are none left. */
    boolean fill(CsvScanner scanner) throws IOException, BulkFailure {
        rows.clear();
        echoes.truncate(0);
        while (rows.size() < Dml.CHUNK && scanner.next()) {
            add(scanner);
        }
        return !rows.isEmpty();
    }

    private void add(CsvScanner scanner) throws BulkFailure {
        for (int extra = header.size(); extra < scanner.size(); extra++) {
            if (!scanner.isBlank(extra)) {
                throw BulkFailure.invalidBatch("Failed to parse CSV. A row has more columns than the header");
            }
        }
        for (int column : header.order()) {
            echoes.add(header.delimiter());
            if (column >= scanner.size() || header.isBlanked(column)) {
                echoes.add('"');
                echoes.add('"');
            } else {
                scanner.quoteTo(column, echoes);
            }
        }
        ends[rows.size()] = echoes.length();
        rows.add(Cells.row(scanner, header.size()));
        endOffset = scanner.nextOffset();
    }

    /** Adds a result row: the two leading columns, then the row as it was uploaded with every value quoted. */
    void echo(int row, ByteArena out, String id, String second) {
        out.addQuoted(id);
        out.add(header.delimiter());
        out.addQuoted(second);
        echoes.copyTo(out, row == 0 ? 0 : ends[row - 1], ends[row]);
        out.add('\n');
    }
}
