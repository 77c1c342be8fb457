/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk1;

import java.util.Arrays;
import java.util.Optional;

/** The states of a batch (Bulk API Developer Guide, Get Information for a Batch). */
public enum BatchState {
    /** Waits to be processed. */
    QUEUED("Queued"),
    /** Is being processed. */
    IN_PROGRESS("InProgress"),
    /** Was processed to its end; says nothing about its rows. */
    COMPLETED("Completed"),
    /** Was ended by Salesforce; its message says why. */
    FAILED("Failed"),
    /** Was never processed: its job was aborted before. */
    NOT_PROCESSED("NotProcessed");

    private final String wireName;

    BatchState(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** Whether nothing happens to the batch any more. */
    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == NOT_PROCESSED;
    }

    /** The documentation writes {@code Not Processed}, the API leaves out the blank. */
    static Optional<BatchState> of(String text) {
        String name = text.replace(" ", "");
        return Arrays.stream(values())
                .filter(state -> state.wireName.equals(name))
                .findFirst();
    }
}
