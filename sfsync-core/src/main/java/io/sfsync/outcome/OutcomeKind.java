/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.util.Locale;

/** What became of a record. */
public enum OutcomeKind {
    /** A new record stands in the org. */
    CREATED(true),
    /** A record of the org was changed, or was sent the values that it had already. */
    UPDATED(true),
    /** A record of the org was deleted. */
    DELETED(true),
    /** The record was not sent because the org holds these values already. */
    UNCHANGED(true),
    /** The record is not in the org: the source, the mapping, a check or Salesforce refused it, with a reason. */
    REJECTED(false),
    /** The record was never processed: the run stopped, or the job ended, before its turn. Sending it again is safe. */
    UNPROCESSED(false),
    /** The record was sent, the answer was lost, and there is no way to find out. */
    UNKNOWN(false);

    private final boolean success;

    OutcomeKind(boolean success) {
        this.success = success;
    }

    /** The name in files, maps and JSON: {@code created}, {@code rejected} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the org holds what the record asked for. */
    public boolean isSuccess() {
        return success;
    }
}
