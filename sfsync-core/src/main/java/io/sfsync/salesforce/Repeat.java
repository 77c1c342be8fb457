/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

/** Whether a request may be sent again when it is not known whether the org processed it. */
public enum Repeat {
    /** Twice is as good as once: questions, downloads, updates, deletes. */
    SAFE,
    /** Twice may do something twice: only what is known not to have been processed is sent again. */
    IF_NOT_PROCESSED
}
