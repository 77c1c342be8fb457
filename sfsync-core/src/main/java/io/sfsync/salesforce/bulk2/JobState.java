/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk2;

import java.util.Arrays;
import java.util.Optional;

/** The states of a job (Bulk API 2.0 Developer Guide, Get Job Info). */
public enum JobState {
    /** Takes its one upload. */
    OPEN("Open"),
    /** Waits to be processed. */
    UPLOAD_COMPLETE("UploadComplete"),
    /** Is being processed. */
    IN_PROGRESS("InProgress"),
    /** Was processed to its end; says nothing about its rows. */
    JOB_COMPLETE("JobComplete"),
    /** Was ended by Salesforce; rows may have been processed before. */
    FAILED("Failed"),
    /** Was ended by a client; rows may have been processed before. */
    ABORTED("Aborted");

    private final String wireName;

    JobState(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** Whether nothing happens to the job any more. */
    public boolean isTerminal() {
        return this == JOB_COMPLETE || this == FAILED || this == ABORTED;
    }

    static Optional<JobState> of(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName.equals(wireName))
                .findFirst();
    }
}
