/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;
import java.io.IOException;

/** Puts records into batches, and hands a batch to the lanes once it is full. Used by the run's own thread. */
interface BatchCutter {
    /** Takes a record; it is in a batch when this returns or throws. */
    void add(CheckedRecord record) throws IOException, InterruptedException;

    /** The source has ended: hands over the last batch. */
    void finish() throws IOException, InterruptedException;

    /** How many batches were cut. */
    long batches();
}
