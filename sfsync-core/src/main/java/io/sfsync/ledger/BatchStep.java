/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

/** How far a batch is, as the journal of its run has it. */
public enum BatchStep {
    /** Its rows are on disk; no job holds them. */
    PLANNED,
    /** A job for it was asked for. */
    CREATING,
    /** A job is open for it. */
    OPEN,
    /** Its rows are on their way into the open job. */
    UPLOADING,
    /** The open job holds its rows; nothing is processed before the job is closed. */
    UPLOADED,
    /** The request that hands the rows to Salesforce was sent; whether it arrived is not known yet. */
    SENDING,
    /** Salesforce has the rows. */
    CLOSED,
    /** Salesforce was seen working on them. */
    IN_PROGRESS,
    /** Salesforce is done with them, the results are not all here. */
    OVER,
    /** The results are being read. */
    READING,
    /** What was refused, and may pass in smaller company, goes in calls of sObject collections. */
    NARROWING,
    /** What the last request did is on disk; rows without an outcome were not processed. */
    ANSWERED,
    /** The outcome of every row is on disk. */
    STORED,
    /** Everybody who wants to know was told. */
    SETTLED;

    /** Whether a job may be open that holds the rows, or part of them, and that has not processed any. */
    public boolean isOpen() {
        return this == OPEN || this == UPLOADING || this == UPLOADED;
    }

    /** Whether rows without an outcome may have been processed. */
    public boolean isHandedOver() {
        return compareTo(SENDING) >= 0 && compareTo(READING) <= 0;
    }

    /** Whether the outcome of every row is on disk. */
    public boolean isStored() {
        return this == STORED || this == SETTLED;
    }
}
