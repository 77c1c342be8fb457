/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.ObjectType;
import io.sfsync.localorg.schema.Trait;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a request before any row is seen. The columns of the request become slots, one for each field that is written: two
 * columns may lead to one field, by id and by key.
 */
final class Plan {
    private final DmlRequest request;
    private final List<FieldDefinition> fields = new ArrayList<>();
    private final List<FieldRules> rules = new ArrayList<>();
    private final BitSet orgSlots = new BitSet();
    private final int[] slotOfColumn;
    private final List<FieldDefinition> required = new ArrayList<>();
    private final int idSlot;
    private final int keySlot;

    Plan(DmlRequest request) {
        this.request = request;
        List<Column> columns = request.columns();
        slotOfColumn = new int[columns.size()];
        for (int column = 0; column < columns.size(); column++) {
            slotOfColumn[column] = slot(columns.get(column).field());
        }
        ObjectType object = request.object();
        addOrgSlot("OwnerId", !object.rules().assignmentRules().isEmpty());
        addOrgSlot("RecordTypeId", !object.recordTypes().isEmpty());
        FileRecords.slots(request).forEach(name -> addOrgSlot(name, true));
        idSlot = find("Id");
        FieldDefinition key = request.key();
        keySlot = key == null ? -1 : find(key.name());
        for (FieldDefinition field : request.object().fields()) {
            if (field.isRequiredOnInsert()) {
                required.add(field);
            }
        }
    }

    /** A slot for what the org itself may set. */
    private void addOrgSlot(String fieldName, boolean needed) {
        FieldDefinition field = request.object().field(fieldName);
        if (needed && field != null && !request.operation().takesOnlyIds()) {
            orgSlots.set(slot(field));
        }
    }

    private int slot(FieldDefinition field) {
        int known = find(field.name());
        if (known >= 0) {
            return known;
        }
        fields.add(field);
        rules.add(new FieldRules(field));
        return fields.size() - 1;
    }

    /** The slot of a field, or -1 if the request does not write it. */
    int find(String fieldName) {
        for (int slot = 0; slot < fields.size(); slot++) {
            if (fields.get(slot).name().equals(fieldName)) {
                return slot;
            }
        }
        return -1;
    }

    DmlRequest request() {
        return request;
    }

    int slots() {
        return fields.size();
    }

    FieldDefinition field(int slot) {
        return fields.get(slot);
    }

    FieldRules rules(int slot) {
        return rules.get(slot);
    }

    int slotOfColumn(int column) {
        return slotOfColumn[column];
    }

    /** The slot of {@code Id}, or -1. */
    int idSlot() {
        return idSlot;
    }

    /** The slot of the upsert key, or -1. */
    int keySlot() {
        return keySlot;
    }

    FieldDefinition key() {
        return Objects.requireNonNull(request.key());
    }

    boolean isKeyed() {
        FieldDefinition key = request.key();
        return key != null && key.type() != FieldType.ID;
    }

    List<FieldDefinition> required() {
        return required;
    }

    /** True if the slot's value is written: neither the id nor a read-only key. */
    boolean isWritten(int slot) {
        FieldDefinition field = fields.get(slot);
        return field.type() != FieldType.ID
                && (field.is(Trait.CREATEABLE) || field.is(Trait.UPDATEABLE) || orgSlots.get(slot));
    }

    @Nullable
    FieldDefinition nameDefault() {
        FieldDefinition name = request.object().nameField();
        if (name == null || name.computed() != null || !name.is(Trait.DEFAULTED_ON_CREATE)) {
            return null;
        }
        return find(name.name()) < 0 ? name : null;
    }
}
