/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.ledger;

/** What the ledger outlives. */
public enum LedgerSync {
    /** A crash of the machine: what must be durable is forced to disk before the next step. The default. */
    FORCE,
    /** A crash of the process: what is written is left to the operating system. */
    OS
}
