/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.schema.FieldSchema;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/**
 * The form in which two values of a key field are equal if they name the same record: ids by their first 15 characters
 * (the last three only repeat their case), numbers by their value, texts without the blanks around them, and in any case
 * unless the field is case-sensitive.
 *
 * @param type describe's type of the field
 * @param caseSensitive whether values that differ in case are different
 */
public record KeyForm(String type, boolean caseSensitive) {
    private static final Set<String> NUMERIC = Set.of("int", "long", "double", "currency", "percent");
    private static final Set<String> IDS = Set.of("id", "reference");
    private static final int SHORT_ID = 15;
    private static final int LONG_ID = 18;

    /** The form of this field's values. */
    public static KeyForm of(FieldSchema field) {
        return new KeyForm(field.type(), field.caseSensitive());
    }

    /** The form of a value. */
    public String of(Object value) {
        String text = value.toString().strip();
        if (IDS.contains(type)) {
            return text.length() == LONG_ID ? text.substring(0, SHORT_ID) : text;
        }
        if (NUMERIC.contains(type)) {
            return number(text);
        }
        return caseSensitive ? text : text.toLowerCase(Locale.ROOT);
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toString();
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
