/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

/** The state of a run. */
public enum SyncStatus {
    /** Nothing was read yet. */
    PENDING,
    /** Records are being read and sent. */
    IN_PROGRESS,
    /** Every record succeeded, or there was none. */
    SUCCESS,
    /** Some records succeeded, some did not. */
    PARTIAL,
    /** There were records, and none succeeded. */
    FAILED
}
