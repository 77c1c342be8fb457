/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

/** The states of a batch, spelled as on the wire. */
enum BatchState {
    /** Waits to be processed. */
    Queued,
    /** Being processed. */
    InProgress,
    /** Processed, whatever became of its rows. */
    Completed,
    /** Ended by an error of the whole batch. */
    Failed,
    /** Will not be processed: its job was aborted, or its query was split into chunks. */
    NotProcessed
}
