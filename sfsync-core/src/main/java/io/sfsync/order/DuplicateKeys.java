/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

/** What happens to records of a run that have the same key. */
public enum DuplicateKeys {
    /** All are sent, and the org decides. */
    SEND,
    /** None of them is sent, all are rejected. */
    REJECT,
    /** The first in the source is sent, the others are rejected. */
    FIRST,
    /** The last in the source is sent, the others are rejected. */
    LAST
}
