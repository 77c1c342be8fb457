/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.check.CheckedRecord;

/** Puts records into batches, and hands a batch to the lanes once it is full. Used by the run's own thread. */
interface BatchCutter {
    /** Takes a record; it is in a batch when this returns or throws. */
    void add(CheckedRecord record) throws Exception;

    /** The source has ended: hands over the last batch. */
    void finish() throws Exception;
}
