/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.Trait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first step of a chunk: cells become values of their fields' types, held to the rules that need no database. */
final class CellReading {
    private final Plan plan;
    private final DmlRequest request;
    private final List<Column> columns;

    CellReading(Plan plan) {
        this.plan = plan;
        this.request = plan.request();
        this.columns = request.columns();
    }

    Draft read(Row row) {
        Draft draft = new Draft(plan.slots());
        row.errors().forEach(draft::fail);
        if (draft.isFailed()) {
            return draft;
        }
        for (int column = 0; column < columns.size(); column++) {
            Object cell = row.cell(column);
            if (cell != null) {
                readCell(draft, column, cell);
            }
        }
        return draft;
    }

    private void readCell(Draft draft, int column, Object cell) {
        int slot = plan.slotOfColumn(column);
        FieldDefinition field = columns.get(column).cellField();
        Object value = cell;
        if (cell != Row.CLEAR && request.form() == CellForm.TEXT) {
            value = TextCells.read(field, (String) cell, column);
        }
        if (value != Row.CLEAR && !(value instanceof RowError)) {
            value = columns.get(column).isLookup()
                    ? new LookupKey(column, value)
                    : plan.rules(slot).check(value);
        }
        if (value instanceof RowError error) {
            draft.fail(error);
        } else {
            draft.values[slot] = value;
        }
    }

    /** Fields that the operation may not write, and required ones that are missing; needs to know if a record is made. */
    void checkPresence(Draft draft) {
        List<String> refused = null;
        List<String> emptied = null;
        for (int slot = 0; slot < plan.slots(); slot++) {
            Object value = draft.values[slot];
            FieldDefinition field = plan.field(slot);
            if (value == null || field.type() == FieldType.ID) {
                continue;
            }
            if (!mayWrite(draft, slot, field)) {
                refused = add(refused, field.name());
            } else if (value == Row.CLEAR && !field.is(Trait.NILLABLE) && field.type() != FieldType.BOOLEAN) {
                emptied = add(emptied, field.name());
            }
        }
        if (refused != null) {
            draft.fail(RowErrors.readOnly(refused));
            return;
        }
        if (draft.insert) {
            emptied = addMissing(draft, emptied);
        }
        if (emptied != null) {
            draft.fail(RowErrors.required(emptied));
        }
    }

    private boolean mayWrite(Draft draft, int slot, FieldDefinition field) {
        return slot == plan.keySlot() || field.is(draft.insert ? Trait.CREATEABLE : Trait.UPDATEABLE);
    }

    private @Nullable List<String> addMissing(Draft draft, @Nullable List<String> missing) {
        List<String> all = missing;
        for (FieldDefinition field : plan.required()) {
            int slot = plan.find(field.name());
            if (slot < 0 || draft.values[slot] == null) {
                all = add(all, field.name());
            }
        }
        return all;
    }

    private static List<String> add(@Nullable List<String> names, String name) {
        List<String> all = names == null ? new ArrayList<>() : names;
        all.add(name);
        return all;
    }

    /** The key of another record, to be replaced by its id. */
    record LookupKey(int column, Object key) {}
}
