/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds the row of a batch that a row of a job's results belongs to: the org returns rows in any order. */
@FunctionalInterface
public interface ResultMatching {
    /**
     * Goes through the results of one job. Every row of the batch is matched at most once.
     *
     * @param body the file that was uploaded
     * @param rows how many rows it has
     * @param keyColumn the column that names records, empty where only the whole row does
     * @param results the files that were downloaded; after their {@code sf__} columns they hold the columns of the body
     * @param listener is told of every row
     */
    void match(Path body, int rows, String keyColumn, List<ResultFile> results, Listener listener)
            throws IOException, InterruptedException;

    /**
     * A result set on disk.
     *
     * @param file the CSV file
     * @param resultColumns how many {@code sf__} columns its rows start with: 2, or 0 for unprocessed rows
     */
    record ResultFile(Path file, int resultColumns) {}

    /** Takes the rows of the results. */
    interface Listener {
        /**
         * A row of the results belongs to a row of the batch.
         *
         * @param ordinal 0-based row of the batch
         * @param set 0-based place of the result file
         * @param id {@code sf__Id}, may be empty
         * @param detail {@code sf__Created} or {@code sf__Error}, empty for unprocessed rows
         */
        void matched(int ordinal, int set, String id, String detail) throws IOException;

        /** A row of the results belongs to no row of the batch. */
        void unmatched(int set) throws IOException;
    }
}
