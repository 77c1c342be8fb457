/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.DuplicateRule;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds new records to the duplicate rules: a record that equals an existing one in all fields of a rule is refused. */
final class DuplicateSearch {
    private final Plan plan;
    private final RuleData data;
    private final ObjectType object;

    DuplicateSearch(Plan plan, RuleData data) {
        this.plan = plan;
        this.data = data;
        this.object = plan.request().object();
    }

    void check(List<Draft> drafts) throws SQLException {
        boolean allowed = plan.request().options().allowDuplicates();
        for (DuplicateRule rule : object.rules().duplicateRules()) {
            if (allowed && !rule.block()) {
                continue;
            }
            for (Draft draft : drafts) {
                List<Long> ids = draft.insert && !draft.isFailed() ? matches(rule, draft) : List.of();
                if (!ids.isEmpty()) {
                    draft.fail(
                            RowErrors.duplicates(rule.message(), new DuplicateMatch(rule.name(), !rule.block(), ids)));
                }
            }
        }
    }

    private List<Long> matches(DuplicateRule rule, Draft draft) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (String name : rule.fields()) {
            FieldDefinition field = object.field(name);
            @Nullable
            Object value = field == null || plan.find(field.name()) < 0 ? null : draft.values[plan.find(field.name())];
            if (field == null || value == null || value == Row.CLEAR) {
                return List.of();
            }
            names.add(field.name());
            values.add(value);
        }
        return data.equal(object, names, values);
    }
}
