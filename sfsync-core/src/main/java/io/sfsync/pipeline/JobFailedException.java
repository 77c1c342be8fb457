/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/** A Bulk job, or a batch of one, did not come to its end; the cause of a {@link SyncException}. */
public final class JobFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String jobId;
    private final String batchId;
    private final String state;
    private final String reason;

    JobFailedException(String message, String jobId, String batchId, String state, String reason) {
        super(message);
        this.jobId = jobId;
        this.batchId = batchId;
        this.state = state;
        this.reason = reason;
    }

    /** The job. */
    public String jobId() {
        return jobId;
    }

    /** The batch of a Bulk 1.0 job, empty for Bulk 2.0. */
    public String batchId() {
        return batchId;
    }

    /** What Salesforce says of it: {@code Failed}, {@code Aborted}, {@code Not Processed}. */
    public String state() {
        return state;
    }

    /** Why, in Salesforce's words; empty where it does not say. */
    public String reason() {
        return reason;
    }
}
