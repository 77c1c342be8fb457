/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.rule.Formula.FormulaRecord;
import io.sfsync.localorg.schema.FieldDefinition;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it will be after a row is saved, for formulas.
 *
 * @param plan what the row writes
 * @param draft the row
 * @param existing what the record holds now, by field name in lower case; empty for a new one
 * @param today days since 1970-01-01
 */
record DraftRecord(Plan plan, Draft draft, Map<String, @Nullable Object> existing, long today)
        implements FormulaRecord {

    @Override
    public @Nullable Object field(String name) {
        FieldDefinition field = plan.request().object().field(name);
        if (field == null) {
            return null;
        }
        int slot = plan.find(field.name());
        Object value = slot < 0 ? null : draft.values[slot];
        if (value == Row.CLEAR) {
            return null;
        }
        if (value == null) {
            return draft.insert ? field.defaultValue() : existing.get(name.toLowerCase(Locale.ROOT));
        }
        return readable(field, value);
    }

    /** Formulas see ids as texts. */
    private static Object readable(FieldDefinition field, Object value) {
        boolean id = field.reference() != null;
        return id && value instanceof Long code ? RecordId.format(code) : value;
    }

    @Override
    public boolean isNew() {
        return draft.insert;
    }
}
