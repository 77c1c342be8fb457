/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/** What a run does when the org has no more requests for it than {@code apiReserve} keeps. */
public enum OnLimit {
    /** It ends parked, and goes on when it is executed again. */
    PARK,
    /** It waits until there is room. */
    WAIT
}
