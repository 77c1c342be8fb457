/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.schema;

import io.sfsync.localorg.rule.Formula;
import io.sfsync.localorg.rule.FormulaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the validation, duplicate and assignment rules of an object. */
final class RulesParser {
    private RulesParser() {}

    static ObjectRules parse(SchemaNode object, ObjectRules base) {
        List<ValidationRule> validations = new ArrayList<>(base.validationRules());
        for (SchemaNode item : object.child("validationRules").items()) {
            validations.add(validation(item));
        }
        List<DuplicateRule> duplicates = new ArrayList<>(base.duplicateRules());
        for (SchemaNode item : object.child("duplicateRules").items()) {
            duplicates.add(duplicate(item));
        }
        List<AssignmentRule> assignments = new ArrayList<>(base.assignmentRules());
        for (SchemaNode item : object.child("assignmentRules").items()) {
            assignments.add(assignment(item));
        }
        return new ObjectRules(validations, duplicates, assignments);
    }

    private static ValidationRule validation(SchemaNode item) {
        item.allow(Set.of("name", "condition", "message", "field"));
        return new ValidationRule(
                item.child("name").text(),
                formula(item.child("condition")),
                item.child("message").text(),
                item.child("field").textOrNull());
    }

    private static DuplicateRule duplicate(SchemaNode item) {
        item.allow(Set.of("name", "fields", "message", "block"));
        return new DuplicateRule(
                item.child("name").text(),
                item.child("fields").items().stream().map(SchemaNode::text).toList(),
                item.child("message").text("Use one of these records?"),
                item.child("block").flag(false));
    }

    private static AssignmentRule assignment(SchemaNode item) {
        item.allow(Set.of("name", "active", "entries"));
        List<AssignmentRule.Entry> entries = new ArrayList<>();
        for (SchemaNode entry : item.child("entries").items()) {
            entry.allow(Set.of("condition", "owner"));
            entries.add(new AssignmentRule.Entry(
                    entry.child("condition").isPresent() ? formula(entry.child("condition")) : null,
                    entry.child("owner").text()));
        }
        return new AssignmentRule(
                item.child("name").text(), item.child("active").flag(true), entries);
    }

    private static Formula formula(SchemaNode node) {
        try {
            return Formula.parse(node.text());
        } catch (FormulaException e) {
            throw node.error("can't be read", String.valueOf(e.getMessage()));
        }
    }
}
