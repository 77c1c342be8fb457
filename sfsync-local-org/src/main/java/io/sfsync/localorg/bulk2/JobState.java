/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

/** The states of a Bulk 2.0 job, spelled as on the wire. */
enum JobState {
    /** Created; takes data. */
    Open,
    /** All data is there; waits to be processed. */
    UploadComplete,
    /** Being processed. */
    InProgress,
    /** Processed; says nothing about the rows. */
    JobComplete,
    /** Ended by an error of the whole job. */
    Failed,
    /** Ended by its owner. */
    Aborted;

    boolean isTerminal() {
        return this == JobComplete || this == Failed || this == Aborted;
    }
}
