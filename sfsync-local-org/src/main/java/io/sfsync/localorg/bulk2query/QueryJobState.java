/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

/** The states of a query job, spelled as on the wire. */
enum QueryJobState {
    /** Created; waits to be processed. */
    UploadComplete,
    /** Being processed. */
    InProgress,
    /** Processed; the results are there. */
    JobComplete,
    /** Ended by an error. */
    Failed,
    /** Ended by its owner. */
    Aborted;

    boolean isTerminal() {
        return this == JobComplete || this == Failed || this == Aborted;
    }
}
