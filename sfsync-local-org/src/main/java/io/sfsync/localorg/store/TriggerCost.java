/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.ObjectType;
import java.util.Set;

/**
 * What the triggers of an object cost, record by record, and the governor limits of a transaction (Apex Developer Guide, Execution Governors
 * and Limits): a chunk that goes over a limit is refused whole, where a smaller one passes. The text is that of a trigger that ran into the
 * limit. Thread-safe.
 *
 * @param object API name of the object
 * @param cpuMillisPerRecord CPU time of the triggers for one record; at least 0
 * @param queriesPerRecord SOQL queries of the triggers for one record; at least 0
 */
public record TriggerCost(String object, int cpuMillisPerRecord, int queriesPerRecord) implements ChunkGuard {
    /** CPU time of a synchronous transaction. */
    public static final int CPU_LIMIT_MILLIS = 10_000;

    /** SOQL queries of a synchronous transaction. */
    public static final int QUERY_LIMIT = 100;

    public TriggerCost {
        if (cpuMillisPerRecord < 0 || queriesPerRecord < 0) {
            throw new IllegalArgumentException("the cost of a trigger must be at least 0, was " + cpuMillisPerRecord
                    + " ms and " + queriesPerRecord + " queries");
        }
    }

    @Override
    public Hold enter(ObjectType type, Operation operation, int rows, Set<Long> touched) {
        if (!type.name().equalsIgnoreCase(object)) {
            return Hold.FREE;
        }
        if ((long) rows * queriesPerRecord > QUERY_LIMIT) {
            return Hold.refusing(limit(type, "Too many SOQL queries: " + (QUERY_LIMIT + 1)));
        }
        boolean slow = (long) rows * cpuMillisPerRecord > CPU_LIMIT_MILLIS;
        return slow ? Hold.refusing(limit(type, "Apex CPU time limit exceeded")) : Hold.FREE;
    }

    private static RowError limit(ObjectType type, String what) {
        return RowError.of(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                type.name().replace("__c", "") + "Trigger: System.LimitException: " + what);
    }
}
