/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldBuilder;
import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.Trait;

/**
 * What an expression of a query means here.
 *
 * @param field the field, or for a function a field of its result type
 * @param sql the SQL expression that has its stored value
 * @param aggregate whether it is computed over several rows
 */
record BoundField(FieldDefinition field, String sql, boolean aggregate) {

    static BoundField of(FieldDefinition field, String sql) {
        return new BoundField(field, sql, false);
    }

    static BoundField computed(String name, FieldType type, String sql, boolean aggregate) {
        return new BoundField(new FieldBuilder(name, type).build(), sql, aggregate);
    }

    FieldType type() {
        return field.type();
    }

    /** Long texts, bytes and compounds; SOQL and SOSL Reference, "SELECT". */
    boolean isFilterable() {
        return switch (type()) {
            case TEXTAREA -> field.length() <= 255;
            case BASE64, ADDRESS, LOCATION, ENCRYPTEDSTRING -> false;
            default -> true;
        };
    }

    boolean isSortable() {
        return isFilterable() && type() != FieldType.MULTIPICKLIST;
    }

    boolean isGroupable() {
        return switch (type()) {
            case DOUBLE, CURRENCY, PERCENT, DATETIME, MULTIPICKLIST -> false;
            case STRING -> isFilterable() && !field.is(Trait.AUTO_NUMBER);
            default -> isFilterable();
        };
    }
}
