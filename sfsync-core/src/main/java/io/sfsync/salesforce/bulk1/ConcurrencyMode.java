/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk1;

/** How Salesforce goes through the batches of a Bulk API 1.0 job (Bulk API Developer Guide, JobInfo). */
public enum ConcurrencyMode {
    /** Several batches at a time, in no particular order. The default. */
    PARALLEL("Parallel"),
    /** One batch after the other, in the order in which they were sent: slower, and without locks between batches. */
    SERIAL("Serial");

    private final String wireName;

    ConcurrencyMode(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
