/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.rule.Formula;
import io.sfsync.localorg.schema.AssignmentRule;
import io.sfsync.localorg.schema.ObjectRules;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.ValidationRule;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The step of a chunk where the rules of the schema speak: record types, assignment, validation, duplicates. */
final class RecordRules {
    private final Plan plan;
    private final ObjectType object;
    private final RuleData data;
    private final long today;

    RecordRules(Plan plan, Tables tables, Writer writer, long now) {
        this.plan = plan;
        this.object = plan.request().object();
        this.data = new RuleData(tables, writer);
        this.today = Math.floorDiv(now, 86_400_000L);
    }

    void apply(List<Draft> drafts) throws SQLException {
        ObjectRules rules = object.rules();
        List<Draft> pending = drafts.stream().filter(draft -> !draft.isFailed()).toList();
        if (pending.isEmpty()
                || (rules.equals(ObjectRules.NONE) && object.recordTypes().isEmpty())) {
            return;
        }
        if (!object.recordTypes().isEmpty()) {
            checkRecordTypes(pending);
        }
        assignOwners(pending);
        if (!rules.validationRules().isEmpty()) {
            validate(pending);
        }
        if (!rules.duplicateRules().isEmpty()) {
            new DuplicateSearch(plan, data).check(pending);
        }
    }

    private void checkRecordTypes(List<Draft> drafts) throws SQLException {
        int slot = plan.find("RecordTypeId");
        Map<String, Long> ids = data.recordTypes(object);
        Long byDefault = object.recordTypes().stream()
                .filter(type -> type.defaultMapping())
                .map(type -> ids.get(type.developerName()))
                .findFirst()
                .orElse(null);
        for (Draft draft : drafts) {
            Object value = draft.values[slot];
            if (value instanceof Long id && RecordId.row(id) != 0 && !ids.containsValue(id)) {
                draft.fail(RowErrors.recordType(id));
            } else if (value == null && draft.insert) {
                draft.values[slot] = byDefault;
            }
        }
    }

    /** The active rule, or the one that the request names, gives new records their owner. */
    private void assignOwners(List<Draft> drafts) throws SQLException {
        String wanted = plan.request().options().assignmentRule();
        int slot = plan.find("OwnerId");
        if (wanted == null || slot < 0 || object.rules().assignmentRules().isEmpty()) {
            return;
        }
        AssignmentRule rule = rule(wanted);
        if (rule == null) {
            return;
        }
        for (Draft draft : drafts) {
            if (draft.insert && !draft.isFailed()) {
                Long owner = owner(rule, draft);
                if (owner != null) {
                    draft.values[slot] = owner;
                }
            }
        }
    }

    private @Nullable AssignmentRule rule(String wanted) throws SQLException {
        String name = wanted.equals("TRUE") ? null : data.assignmentRule(RecordId.parse(wanted));
        for (AssignmentRule rule : object.rules().assignmentRules()) {
            if (wanted.equals("TRUE") ? rule.active() : rule.name().equals(name)) {
                return rule;
            }
        }
        return null;
    }

    private @Nullable Long owner(AssignmentRule rule, Draft draft) throws SQLException {
        for (AssignmentRule.Entry entry : rule.entries()) {
            Formula condition = entry.condition();
            if (condition == null || condition.holds(new DraftRecord(plan, draft, Map.of(), today))) {
                return data.owner(entry.owner());
            }
        }
        return null;
    }

    private void validate(List<Draft> drafts) throws SQLException {
        Set<String> fields = new LinkedHashSet<>();
        object.rules()
                .validationRules()
                .forEach(rule -> fields.addAll(rule.condition().fields()));
        Map<Long, Map<String, @Nullable Object>> existing = data.existing(object, fields, drafts);
        for (Draft draft : drafts) {
            DraftRecord record = new DraftRecord(plan, draft, existing.getOrDefault(draft.id, Map.of()), today);
            for (ValidationRule rule : object.rules().validationRules()) {
                if (!draft.isFailed() && rule.condition().holds(record)) {
                    draft.fail(RowErrors.validation(rule.message(), rule.errorField()));
                }
            }
        }
    }
}
