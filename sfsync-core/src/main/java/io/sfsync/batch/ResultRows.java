/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result file of a job and where its columns stand: they may come in another order and another case than they were
 * sent.
 *
 * @param file the CSV file
 * @param set which of the result files it is
 * @param columns the names of all columns in lower case
 * @param idColumn where {@code sf__Id} stands, -1 for nowhere
 * @param detailColumn where {@code sf__Created} or {@code sf__Error} stands, -1 for nowhere
 */
record ResultRows(Path file, int set, List<String> columns, int idColumn, int detailColumn) {
    static final int SCAN_BYTES = 1 << 16;

    /** The columns of a file; {@code null} where the file is empty and holds no results. */
    static @Nullable ResultRows of(Path file, int set) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CsvRow header = new CsvRow();
            return scanner(in).next(header) ? of(file, set, DigestMatching.lowerCase(header)) : null;
        }
    }

    private static ResultRows of(Path file, int set, List<String> columns) {
        int created = columns.indexOf("sf__created");
        int detail = created >= 0 ? created : columns.indexOf("sf__error");
        return new ResultRows(file, set, columns, columns.indexOf("sf__id"), detail);
    }

    /** A scanner over a file, header included. */
    static CsvScanner scanner(InputStream in) {
        return new CsvScanner(in::read, ',', SCAN_BYTES);
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** {@code sf__Id}, empty where there is none. */
    String id(DigestedRows rows) {
        return text(rows, idColumn);
    }

    /** {@code sf__Created} or {@code sf__Error}, empty where there is neither. */
    String detail(DigestedRows rows) {
        return text(rows, detailColumn);
    }

    private static String text(DigestedRows rows, int column) {
        return column < 0 ? "" : rows.text(column);
    }
}
