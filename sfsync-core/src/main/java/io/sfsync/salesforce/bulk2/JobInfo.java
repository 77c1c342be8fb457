/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk2;

/**
 * What the org says about a job.
 *
 * @param id its id
 * @param state its state
 * @param processed rows that were processed so far, failed ones included, -1 where the org does not say
 * @param failed rows that failed so far, -1 where the org does not say
 * @param errorMessage why the job failed, empty where it did not
 */
public record JobInfo(String id, JobState state, long processed, long failed, String errorMessage) {

    /** The code before the first colon of the error message, such as {@code InvalidBatch}. */
    public String errorCode() {
        int colon = errorMessage.indexOf(':');
        return colon < 0
                ? errorMessage.trim()
                : errorMessage.substring(0, colon).trim();
    }
}
