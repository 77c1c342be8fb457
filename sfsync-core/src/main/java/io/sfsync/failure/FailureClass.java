/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

/** What a failure asks the engine to do. Every failure has exactly one class. */
public enum FailureClass {
    /** The record lost a race, such as one for a lock: the same record may succeed a moment later. */
    RETRY_RECORD,
    /** The record lost a race that it does not lose again: the same record once more, and then it is rejected. */
    RETRY_ONCE,
    /** Too much was asked at once, or one record spoils its batch: the same records in smaller batches. */
    SEND_NARROWER,
    /** The org did not process the request, and will later: the same request again. */
    RETRY_BATCH,
    /** The session is gone. */
    LOG_IN_AGAIN,
    /** The record is wrong: it is rejected with this reason. */
    REJECT_RECORD,
    /** Nothing that the run could send would succeed. */
    ABORT_RUN,
    /** The request may have been processed, or not. */
    OUTCOME_UNKNOWN
}
