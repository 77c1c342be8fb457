/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

/** Which rows a run leaves in its folder. */
public enum KeepRows {
    /** Those of batches in which a record did not succeed. The default. */
    FAILED,
    /** All. */
    ALL
}
