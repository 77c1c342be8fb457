/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import io.sfsync.localorg.rule.Formula;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that gives new records of Account, Case or Lead an owner.
 *
 * @param name what people call it
 * @param active true for the one that applies when a request names none
 * @param entries what it tries, in order; the first whose condition holds decides
 */
public record AssignmentRule(String name, boolean active, List<Entry> entries) {
    public AssignmentRule {
        entries = List.copyOf(entries);
    }

    /**
     * One entry.
     *
     * @param condition what must be true of the record; null for always
     * @param owner user name of the user, or developer name of the queue, that gets the record
     */
    public record Entry(@Nullable Formula condition, String owner) {}
}
