/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.ObjectType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The second step of a chunk: which record each row is about, by id or by the upsert key. */
final class Matching {
    private final Plan plan;
    private final ObjectType object;
    private final KeySearch search;

    Matching(Plan plan, KeySearch search) {
        this.plan = plan;
        this.object = plan.request().object();
        this.search = search;
    }

    void match(List<Draft> drafts) throws SQLException {
        if (plan.request().operation() == Operation.INSERT) {
            drafts.forEach(this::matchNew);
        } else if (plan.isKeyed()) {
            matchByKey(drafts);
        } else {
            matchById(drafts);
        }
    }

    private void matchNew(Draft draft) {
        draft.insert = true;
        Object id = plan.idSlot() < 0 ? null : draft.values[plan.idSlot()];
        if (id != null && id != Row.CLEAR && !draft.isFailed()) {
            draft.fail(RowErrors.ID_ON_INSERT);
        }
    }

    private void matchById(List<Draft> drafts) throws SQLException {
        Map<Long, List<Draft>> wanted = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.isFailed()) {
                continue;
            }
            Object text = plan.idSlot() < 0 ? null : draft.values[plan.idSlot()];
            if (text == null || text == Row.CLEAR) {
                withoutId(draft);
                continue;
            }
            readId(draft, (String) text);
            if (!draft.isFailed()) {
                wanted.computeIfAbsent(draft.id, any -> new ArrayList<>(1)).add(draft);
            }
        }
        refuseTwice(wanted);
        refuseAbsent(wanted);
    }

    private void withoutId(Draft draft) {
        if (plan.request().operation() == Operation.UPSERT) {
            draft.insert = true;
        } else {
            draft.fail(RowErrors.NO_ID);
        }
    }

    private void readId(Draft draft, String text) {
        DmlRequest request = plan.request();
        long id = RecordId.parse(text);
        boolean rest = request.form() == CellForm.STORED;
        boolean delete = request.operation().takesOnlyIds();
        if (id == RecordId.MALFORMED) {
            draft.fail(RowErrors.malformedId(text));
        } else if (!RecordId.keyPrefix(id).equals(object.keyPrefix())) {
            if (delete && !rest) {
                draft.fail(RowErrors.wrongIdOnDelete(object));
            } else {
                draft.fail(RowErrors.wrongIdType(plan.field(plan.idSlot()), text));
            }
        } else {
            draft.id = id;
        }
    }

    private void refuseTwice(Map<Long, List<Draft>> wanted) {
        for (Map.Entry<Long, List<Draft>> entry : wanted.entrySet()) {
            if (entry.getValue().size() > 1) {
                RowError twice = RowErrors.duplicateKey(plan.field(plan.idSlot()), RecordId.format(entry.getKey()));
                entry.getValue().forEach(draft -> draft.fail(twice));
            }
        }
    }

    private void refuseAbsent(Map<Long, List<Draft>> wanted) throws SQLException {
        boolean fromBin = plan.request().operation() == Operation.UNDELETE;
        Set<Long> absent = new HashSet<>(wanted.keySet());
        absent.removeAll(fromBin ? search.deleted(object, wanted.keySet()) : search.live(object, wanted.keySet()));
        if (absent.isEmpty()) {
            return;
        }
        Set<Long> deleted = fromBin ? Set.of() : search.deleted(object, absent);
        boolean hard = plan.request().operation() == Operation.HARD_DELETE;
        for (Long id : absent) {
            if (hard && deleted.contains(id)) {
                continue;
            }
            RowError error = deleted.contains(id) ? RowErrors.DELETED : RowErrors.NO_SUCH_RECORD;
            for (Draft draft : wanted.getOrDefault(id, List.of())) {
                draft.fail(error);
            }
        }
    }

    private void matchByKey(List<Draft> drafts) throws SQLException {
        FieldDefinition key = plan.key();
        Map<Object, List<Draft>> wanted = new HashMap<>();
        List<Object> values = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.isFailed()) {
                continue;
            }
            Object value = plan.keySlot() < 0 ? null : draft.values[plan.keySlot()];
            if (value == null || value == Row.CLEAR) {
                draft.fail(RowErrors.noKey(key));
                continue;
            }
            wanted.computeIfAbsent(KeySearch.normal(key, value), any -> new ArrayList<>(1))
                    .add(draft);
            values.add(value);
        }
        Map<Object, List<Long>> found = search.byKey(object, key, values);
        for (Map.Entry<Object, List<Draft>> entry : wanted.entrySet()) {
            decide(entry.getValue(), found.get(entry.getKey()));
        }
    }

    private void decide(List<Draft> drafts, @Nullable List<Long> ids) {
        if (drafts.size() > 1) {
            drafts.forEach(draft ->
                    draft.fail(RowErrors.duplicateKey(plan.key(), String.valueOf(draft.values[plan.keySlot()]))));
            return;
        }
        Draft draft = drafts.get(0);
        if (ids == null) {
            draft.insert = true;
            if (plan.request().options().updateOnly()) {
                draft.fail(RowErrors.NO_SUCH_RECORD);
            }
        } else if (ids.size() > 1) {
            draft.fail(RowErrors.severalRecords(plan.key(), ids));
        } else {
            draft.id = ids.get(0);
        }
    }
}
