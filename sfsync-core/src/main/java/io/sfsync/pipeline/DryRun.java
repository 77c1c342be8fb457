/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

/** Whether a run only says what it would do. */
public enum DryRun {
    /** It does it. */
    OFF,
    /** Mapping and checks only. */
    LOCAL,
    /** The records of the org are read, too, and compared. Nothing is written. */
    LOOKUP
}
