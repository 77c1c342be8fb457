/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.OrgSchema;
import io.sfsync.localorg.schema.Reference;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The third step of a chunk: keys and ids of other records become ids that exist. */
final class References {
    private static final long MASTER_RECORD_TYPE = RecordId.of("012", 0);

    private final Plan plan;
    private final OrgSchema schema;
    private final KeySearch search;

    References(Plan plan, OrgSchema schema, KeySearch search) {
        this.plan = plan;
        this.schema = schema;
        this.search = search;
    }

    void resolve(List<Draft> drafts) throws SQLException {
        List<Column> columns = plan.request().columns();
        for (int column = 0; column < columns.size(); column++) {
            if (columns.get(column).isLookup()) {
                resolveKeys(drafts, column, columns.get(column));
            }
        }
        for (int slot = 0; slot < plan.slots(); slot++) {
            if (plan.field(slot).type() == FieldType.REFERENCE) {
                resolveIds(drafts, slot);
            }
        }
    }

    private void resolveKeys(List<Draft> drafts, int column, Column lookup) throws SQLException {
        int slot = plan.slotOfColumn(column);
        FieldDefinition key = Objects.requireNonNull(lookup.key());
        ObjectType target = Objects.requireNonNull(lookup.target());
        Map<Object, Object> wanted = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            if (!draft.isFailed()
                    && draft.values[slot] instanceof CellReading.LookupKey cell
                    && cell.column() == column) {
                Object value = stored(key, cell.key());
                wanted.put(KeySearch.normal(key, value), value);
            }
        }
        Map<Object, List<Long>> found = search.byKey(target, key, wanted.values());
        for (Draft draft : drafts) {
            if (!draft.isFailed()
                    && draft.values[slot] instanceof CellReading.LookupKey cell
                    && cell.column() == column) {
                List<Long> ids = found.get(KeySearch.normal(key, stored(key, cell.key())));
                if (ids == null || ids.size() > 1) {
                    draft.fail(RowErrors.noForeignKey(key, target, String.valueOf(cell.key())));
                } else {
                    draft.values[slot] = ids.get(0);
                }
            }
        }
    }

    private static Object stored(FieldDefinition key, Object value) {
        return key.type() == FieldType.ID ? (Object) RecordId.parse((String) value) : value;
    }

    /** Ids come as text; those that keys were replaced by are numbers already and known to exist. */
    private void resolveIds(List<Draft> drafts, int slot) throws SQLException {
        FieldDefinition field = plan.field(slot);
        Map<String, Long> parsed = new HashMap<>();
        Map<ObjectType, Set<Long>> wanted = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.isFailed() || !(draft.values[slot] instanceof String text)) {
                continue;
            }
            long id = parsed.computeIfAbsent(text, RecordId::parse);
            ObjectType target = target(field, id);
            if (target == null) {
                draft.fail(RowErrors.wrongIdType(field, text));
            } else {
                wanted.computeIfAbsent(target, any -> new HashSet<>()).add(id);
            }
        }
        Map<Long, Boolean> absent = absent(wanted);
        for (Draft draft : drafts) {
            if (!draft.isFailed() && draft.values[slot] instanceof String text) {
                settle(draft, slot, text, parsed.getOrDefault(text, RecordId.MALFORMED), absent);
            }
        }
    }

    private void settle(Draft draft, int slot, String text, long id, Map<Long, Boolean> absent) {
        Boolean deleted = absent.get(id);
        if (deleted == null) {
            draft.values[slot] = id;
        } else if (deleted) {
            draft.fail(RowErrors.DELETED);
        } else if (plan.field(slot).name().equals("OwnerId")) {
            draft.fail(RowErrors.NO_SUCH_RECORD);
        } else {
            draft.fail(RowErrors.noAccess(text));
        }
    }

    /** Ids without a live record; true for those in the recycle bin. */
    private Map<Long, Boolean> absent(Map<ObjectType, Set<Long>> wanted) throws SQLException {
        Map<Long, Boolean> absent = new HashMap<>();
        for (Map.Entry<ObjectType, Set<Long>> entry : wanted.entrySet()) {
            ObjectType target = entry.getKey();
            Set<Long> missing = new HashSet<>(entry.getValue());
            missing.removeAll(search.live(target, entry.getValue()));
            missing.remove(MASTER_RECORD_TYPE);
            Set<Long> deleted = search.deleted(target, missing);
            missing.forEach(id -> absent.put(id, deleted.contains(id)));
        }
        return absent;
    }

    private @Nullable ObjectType target(FieldDefinition field, long id) {
        Reference reference = field.reference();
        if (id == RecordId.MALFORMED || reference == null) {
            return null;
        }
        ObjectType target = schema.objectByPrefix(RecordId.keyPrefix(id));
        return target != null && reference.targets().contains(target.name()) ? target : null;
    }
}
