/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import org.jspecify.annotations.Nullable;

/**
 * Who changes rows, and the request headers that change what happens.
 *
 * @param userId the user, as {@link RecordId} keeps it
 * @param allOrNone true if one refused row refuses the whole chunk
 * @param assignmentRule {@code null} for none, {@code TRUE} for the active rule, else the id of a rule
 * @param allowDuplicates true if duplicates are saved where the rule allows it ({@code Sforce-Duplicate-Rule-Header: allowSave=true})
 * @param updateOnly true if an upsert may not create records
 */
public record DmlOptions(
        long userId, boolean allOrNone, @Nullable String assignmentRule, boolean allowDuplicates, boolean updateOnly) {

    /** Nothing but a user. */
    public static DmlOptions of(long userId) {
        return new DmlOptions(userId, false, null, false, false);
    }

    /** The same with all-or-none. */
    public DmlOptions withAllOrNone(boolean value) {
        return new DmlOptions(userId, value, assignmentRule, allowDuplicates, updateOnly);
    }

    /** The same with an assignment rule. */
    public DmlOptions withAssignmentRule(@Nullable String value) {
        return new DmlOptions(userId, allOrNone, value, allowDuplicates, updateOnly);
    }

    /** The same with what the duplicate rule header says. */
    public DmlOptions withAllowDuplicates(boolean value) {
        return new DmlOptions(userId, allOrNone, assignmentRule, value, updateOnly);
    }

    /** The same with {@code updateOnly}. */
    public DmlOptions withUpdateOnly(boolean value) {
        return new DmlOptions(userId, allOrNone, assignmentRule, allowDuplicates, value);
    }
}
