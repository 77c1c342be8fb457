/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import java.io.IOException;

/** Takes batches through one of the Bulk APIs, from wherever they are. Safe for use by many threads. */
interface BulkWriter {
    /**
     * Goes on until Salesforce is done with the rows of the batch's round.
     *
     * @throws InterruptedException if the run is asked to stop
     */
    void write(BulkBatch batch) throws Exception;

    /** Whether every row of the round is known to have been saved, so that none of them goes again. */
    boolean isClean(BulkBatch batch) throws IOException, InterruptedException;

    /** Puts the outcomes of the round's rows into their slots, and says which rows should go again. */
    RowOutcomes fetch(BulkBatch batch) throws Exception;

    /** Asks whether a request that hands the rows over, and whose answer nobody has, arrived. */
    void settle(BulkBatch batch) throws IOException, InterruptedException;

    /** Ends a job that is open for the batch, whose rows then are known not to have been processed. */
    void abort(BulkBatch batch) throws IOException, InterruptedException;

    /** Ends the job of rows that Salesforce has, if it can still be ended; what was processed by then stays so. */
    void kill(BulkBatch batch) throws IOException, InterruptedException;
}
