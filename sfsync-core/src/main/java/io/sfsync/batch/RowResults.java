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

/**
 * Reads the results of a Bulk API 1.0 batch: {@code "Id","Success","Created","Error"}, a row for each row of the batch
 * in its order (recorded by SFDO-Tooling/CumulusCI; Bulk API Developer Guide, Get Batch Results).
 */
public final class RowResults {
    private static final List<String> COLUMNS = List.of("id", "success", "created", "error");

    private RowResults() {}

    /** Takes the rows of the results. */
    @FunctionalInterface
    public interface Listener {
        /**
         * The result of a row.
         *
         * @param ordinal 0-based row of the batch
         * @param id its id, may be empty
         * @param success whether it was saved
         * @param created whether it is new
         * @param error why it was refused, empty where it was not
         */
        void row(int ordinal, String id, boolean success, boolean created, String error) throws IOException;
    }

    /**
     * Reads a file of results.
     *
     * @return how many rows it has
     * @throws IOException also if the file is cut off, or has other columns
     */
    public static int read(Path file, Listener listener) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CsvScanner rows = ResultRows.scanner(in);
            CsvRow row = new CsvRow();
            if (!rows.next(row)) {
                return 0;
            }
            List<String> header = DigestMatching.lowerCase(row);
            if (!header.containsAll(COLUMNS)) {
                throw new IOException("the results of a batch have the columns " + header + ", not " + COLUMNS);
            }
            int id = header.indexOf("id");
            int success = header.indexOf("success");
            int created = header.indexOf("created");
            int error = header.indexOf("error");
            int ordinal = 0;
            for (; rows.next(row) && row.size() >= COLUMNS.size(); ordinal++) {
                listener.row(ordinal, row.text(id), isTrue(row, success), isTrue(row, created), row.text(error));
            }
            return ordinal;
        }
    }

    private static boolean isTrue(CsvRow row, int cell) {
        return row.text(cell).equalsIgnoreCase("true");
    }
}
