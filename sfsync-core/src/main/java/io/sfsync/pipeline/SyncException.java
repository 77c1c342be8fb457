/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.SyncResult;
import java.util.List;

/** A run did not end well. Carries what is known of it. */
public class SyncException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a run threw. */
    public enum Reason {
        /** It came to its end, and more records were rejected than {@code failOn} allows. */
        REJECTED,
        /** {@code stopOnError} or {@code errorThreshold} stopped it. */
        STOPPED,
        /** The org, the source or a sink failed. */
        BROKEN,
        /**
         * It was asked to stop, a job took longer than {@code jobTimeout}, or the org has no more requests for it than
         * {@code apiReserve} keeps; jobs that Salesforce works on go on.
         */
        PARKED
    }

    private final Reason reason;
    private final transient SyncResult result;
    private final boolean retryable;
    private List<String> jobsLeft = List.of();
    private boolean awaitsRoom;

    /**
     * @param retryable whether executing the run again can help
     */
    public SyncException(
            Reason reason,
            String message,
            SyncResult result,
            boolean retryable,
            @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.result = result;
        this.retryable = retryable;
    }

    /** Says what the run leaves behind. */
    void leaves(List<String> jobs) {
        jobsLeft = List.copyOf(jobs);
    }

    /** The jobs that the run leaves on the org, such as {@code job 750… goes on}; empty if it leaves none. */
    public List<String> jobsLeft() {
        return jobsLeft;
    }

    /** The run is parked for want of room in the org's limits. */
    SyncException forRoom(boolean value) {
        awaitsRoom = value;
        return this;
    }

    /** Whether the run is parked because the org has no room for it: it can go on once there is some. */
    public boolean awaitsRoom() {
        return awaitsRoom;
    }

    /** Why the run threw. */
    public Reason reason() {
        return reason;
    }

    /** The account of the run so far; its totals add up. */
    public SyncResult result() {
        return result;
    }

    /** Whether executing the run again can help. */
    public boolean isRetryable() {
        return retryable;
    }
}
