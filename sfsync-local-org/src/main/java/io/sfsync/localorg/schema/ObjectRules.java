/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import java.util.List;

/**
 * What the records of an object are held to beside their fields.
 *
 * @param validationRules expressions that refuse a record
 * @param duplicateRules fields whose equal values make two records duplicates
 * @param assignmentRules rules that give a new record its owner
 */
public record ObjectRules(
        List<ValidationRule> validationRules,
        List<DuplicateRule> duplicateRules,
        List<AssignmentRule> assignmentRules) {
    /** No rules at all. */
    public static final ObjectRules NONE = new ObjectRules(List.of(), List.of(), List.of());

    public ObjectRules {
        validationRules = List.copyOf(validationRules);
        duplicateRules = List.copyOf(duplicateRules);
        assignmentRules = List.copyOf(assignmentRules);
    }
}
