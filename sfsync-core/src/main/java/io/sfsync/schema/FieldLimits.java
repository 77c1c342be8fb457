/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.schema;

import java.util.Set;

/**
 * What describe says about the values of a field.
 *
 * @param length most characters of a text; 0 for none or unknown
 * @param digits most digits of a whole number; 0 for none or unknown
 * @param precision most digits of a decimal number, those behind the point included; 0 for none or unknown
 * @param scale digits behind the point
 * @param required whether a new record must have a value of its own: neither nillable nor defaulted
 * @param unique whether no two records have the same value
 * @param values the active values of a restricted picklist, in their own case; empty for other fields
 */
public record FieldLimits(
        int length, int digits, int precision, int scale, boolean required, boolean unique, Set<String> values) {
    /** Nothing is known. */
    public static final FieldLimits NONE = new FieldLimits(0, 0, 0, 0, false, false, Set.of());

    public FieldLimits {
        values = Set.copyOf(values);
    }
}
