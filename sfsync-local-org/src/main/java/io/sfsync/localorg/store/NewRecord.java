/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Storage;
import io.sfsync.localorg.schema.Trait;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a new record: what the request says, and what the org adds. Columns that are left out have their default in the table. */
final class NewRecord {
    private final Plan plan;
    private final long now;
    private final long userId;
    private final List<Integer> slots = new ArrayList<>();
    private final boolean owned;
    private final @Nullable FieldDefinition name;
    private final @Nullable FieldDefinition number;

    NewRecord(Plan plan, long now) {
        this.plan = plan;
        this.now = now;
        this.userId = plan.request().options().userId();
        for (int slot = 0; slot < plan.slots(); slot++) {
            if (plan.isWritten(slot)) {
                slots.add(slot);
            }
        }
        ObjectType object = plan.request().object();
        owned = object.field("OwnerId") != null && plan.find("OwnerId") < 0;
        number = numberField(object);
        name = number == null ? plan.nameDefault() : null;
    }

    private static @Nullable FieldDefinition numberField(ObjectType object) {
        for (FieldDefinition field : object.fields()) {
            if (field.is(Trait.AUTO_NUMBER)) {
                return field;
            }
        }
        return null;
    }

    /** The names of the columns, without quotes. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(
                List.of("Id", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp"));
        if (owned) {
            columns.add("OwnerId");
        }
        if (name != null) {
            columns.add(name.name());
        }
        if (number != null) {
            columns.add(number.name());
        }
        for (int slot : slots) {
            columns.add(plan.field(slot).name());
        }
        return columns;
    }

    /** True if some column takes bytes. */
    boolean hasBytes() {
        return slots.stream().anyMatch(slot -> plan.field(slot).type().storage() == Storage.BYTES);
    }

    @Nullable
    Object[] values(Draft draft) {
        @Nullable
        Object[] values =
                new Object[6 + slots.size() + (owned ? 1 : 0) + (name == null ? 0 : 1) + (number == null ? 0 : 1)];
        Long time = now;
        values[0] = draft.id;
        values[1] = time;
        values[2] = userId;
        values[3] = time;
        values[4] = userId;
        values[5] = time;
        int at = 6;
        if (owned) {
            values[at++] = userId;
        }
        if (name != null) {
            values[at++] = RecordId.format15(draft.id);
        }
        if (number != null) {
            values[at++] = AutoNumber.format(number.displayFormat(), RecordId.row(draft.id));
        }
        for (int slot : slots) {
            FieldDefinition field = plan.field(slot);
            Object value = draft.values[slot];
            values[at++] = value == null ? initial(field, draft) : stored(field, value);
        }
        return values;
    }

    private @Nullable Object initial(FieldDefinition field, Draft draft) {
        if (field.name().equals("OwnerId")) {
            return userId;
        }
        if (field.is(Trait.NAME_FIELD) && field.is(Trait.DEFAULTED_ON_CREATE) && field.type() == FieldType.STRING) {
            return RecordId.format15(draft.id);
        }
        return field.defaultValue();
    }

    /** The value of a cell as it goes to the database: an emptied check box is false. */
    static @Nullable Object stored(FieldDefinition field, @Nullable Object value) {
        if (value == Row.CLEAR) {
            return field.type() == FieldType.BOOLEAN ? Boolean.FALSE : null;
        }
        return value;
    }
}
