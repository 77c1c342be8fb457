/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run does with its records. */
public enum Operation {
    /** Creates records. */
    INSERT("insert"),
    /** Changes records that are named by their id. */
    UPDATE("update"),
    /** Creates or changes records that are named by an external id. */
    UPSERT("upsert"),
    /** Moves records, named by their id, to the recycle bin. */
    DELETE("delete"),
    /** Deletes records for good; needs the permission "Bulk API Hard Delete". */
    HARD_DELETE("hardDelete");

    private final String wireName;

    Operation(String wireName) {
        this.wireName = wireName;
    }

    /** The name that endpoints and the Bulk APIs use, such as {@code hardDelete}. */
    public String wireName() {
        return wireName;
    }

    /**
     * What a record counts as once it is saved.
     *
     * @param created whether the org says that it is new; only an upsert cannot tell by itself
     */
    public OutcomeKind success(boolean created) {
        return switch (this) {
            case INSERT -> OutcomeKind.CREATED;
            case UPSERT -> created ? OutcomeKind.CREATED : OutcomeKind.UPDATED;
            case UPDATE -> OutcomeKind.UPDATED;
            case DELETE, HARD_DELETE -> OutcomeKind.DELETED;
        };
    }

    /**
     * The operation of this name in any case.
     *
     * @throws IllegalArgumentException for an unknown name, with the names there are
     */
    public static Operation parse(String name) {
        for (Operation operation : values()) {
            if (operation.wireName.equalsIgnoreCase(name.trim())) {
                return operation;
            }
        }
        throw new IllegalArgumentException("operation must be one of "
                + Arrays.stream(values()).map(Operation::wireName).collect(Collectors.joining(", "))
                + ", was '" + name.toLowerCase(Locale.ROOT) + "'");
    }
}
