/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import io.sfsync.localorg.rule.Formula;
import java.util.Collection;
import java.util.List;

/** Checks that the rules of an object speak of fields that it has. */
final class RuleFields {
    private RuleFields() {}

    static void check(String file, ObjectType object) {
        for (ValidationRule rule : object.rules().validationRules()) {
            check(file, object, "validationRules", rule.condition().fields());
            if (rule.errorField() != null) {
                check(file, object, "validationRules", List.of(rule.errorField()));
            }
        }
        for (DuplicateRule rule : object.rules().duplicateRules()) {
            check(file, object, "duplicateRules", rule.fields());
        }
        for (AssignmentRule rule : object.rules().assignmentRules()) {
            for (AssignmentRule.Entry entry : rule.entries()) {
                Formula condition = entry.condition();
                if (condition != null) {
                    check(file, object, "assignmentRules", condition.fields());
                }
            }
        }
    }

    private static void check(String file, ObjectType object, String key, Collection<String> fields) {
        for (String field : fields) {
            FieldDefinition found = object.field(field);
            if (found == null || !found.isStored()) {
                throw new SchemaException(file + ": objects." + object.name() + "." + key + " speaks of " + field
                        + ", which is no field of " + object.name() + "; add it or correct the name");
            }
        }
    }
}
