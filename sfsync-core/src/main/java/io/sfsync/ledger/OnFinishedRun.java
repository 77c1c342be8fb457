/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

/** What happens when a run is asked for by an id whose run is finished. */
public enum OnFinishedRun {
    /** It is refused. The default. */
    FAIL,
    /** The result of the finished run is returned; nothing is sent. */
    RETURN,
    /** Another run is made, whose id has a number appended. */
    NEW
}
