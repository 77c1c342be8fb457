/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Trait;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fourth step of a chunk: values that another record or an earlier row of the chunk has already. */
final class Uniqueness {
    private final Plan plan;
    private final KeySearch search;

    Uniqueness(Plan plan, KeySearch search) {
        this.plan = plan;
        this.search = search;
    }

    void check(List<Draft> drafts) throws SQLException {
        for (int slot = 0; slot < plan.slots(); slot++) {
            boolean matched = slot == plan.keySlot();
            if (plan.field(slot).is(Trait.UNIQUE) && !matched) {
                check(drafts, slot);
            }
        }
    }

    private void check(List<Draft> drafts, int slot) throws SQLException {
        FieldDefinition field = plan.field(slot);
        ObjectType object = plan.request().object();
        List<Object> values = new ArrayList<>();
        for (Draft draft : drafts) {
            if (concerns(draft, slot)) {
                values.add(draft.values[slot]);
            }
        }
        Map<Object, List<Long>> taken = search.byKey(object, field, values);
        Map<Object, Draft> seen = new HashMap<>();
        for (Draft draft : drafts) {
            Object value = draft.values[slot];
            if (!concerns(draft, slot) || value == null) {
                continue;
            }
            Object key = KeySearch.normal(field, value);
            long holder = holder(taken.get(key), draft.id);
            Draft earlier = seen.putIfAbsent(key, draft);
            if (holder != 0) {
                draft.fail(
                        RowErrors.duplicateValue(field, holder, plan.request().form()));
            } else if (earlier != null) {
                draft.fail(RowErrors.duplicateValue(
                        field, earlier.id, plan.request().form()));
            }
        }
    }

    private static boolean concerns(Draft draft, int slot) {
        Object value = draft.values[slot];
        return !draft.isFailed() && value != null && value != Row.CLEAR;
    }

    private static long holder(@Nullable List<Long> ids, long own) {
        return ids == null || ids.get(0) == own ? 0 : ids.get(0);
    }
}
