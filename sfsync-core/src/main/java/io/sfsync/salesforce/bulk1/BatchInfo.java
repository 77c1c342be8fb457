/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk1;

/**
 * What the org says about a batch.
 *
 * @param id its id, which starts with 751
 * @param state its state
 * @param stateMessage why it failed, such as {@code InvalidBatch : Field name not found : X}; empty where it did not
 * @param processed rows that were processed so far, failed ones included, -1 where the org does not say
 * @param failed rows that failed so far, -1 where the org does not say
 */
public record BatchInfo(String id, BatchState state, String stateMessage, long processed, long failed) {

    /** The code before the first colon of the message, such as {@code TooManyLockFailure}. */
    public String code() {
        int colon = stateMessage.indexOf(':');
        return colon < 0
                ? stateMessage.trim()
                : stateMessage.substring(0, colon).trim();
    }
}
