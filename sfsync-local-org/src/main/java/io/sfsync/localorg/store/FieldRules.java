/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.PicklistValue;
import io.sfsync.localorg.schema.Trait;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the value of one field is held to: length, range, list, form. Made once for a field of a request. */
final class FieldRules {
    private final FieldDefinition field;
    private final Map<String, String> picklist = new HashMap<>();
    private final double limit;

    FieldRules(FieldDefinition field) {
        this.field = field;
        for (PicklistValue value : field.picklistValues()) {
            picklist.put(value.value().toLowerCase(Locale.ROOT), value.value());
        }
        limit = limit(field);
    }

    private static double limit(FieldDefinition field) {
        if (field.type().isDecimal() && field.precision() > 0) {
            return Math.pow(10, field.precision() - (double) field.scale());
        }
        return field.type() == FieldType.INT && field.digits() > 0 ? Math.pow(10, field.digits()) : 0;
    }

    /** The value as it is saved (rounded, a picklist's value in its own case), or a {@link RowError}. */
    Object check(Object value) {
        return switch (field.type()) {
            case STRING, TEXTAREA, PHONE, URL, COMBOBOX, ENCRYPTEDSTRING, ANYTYPE -> text((String) value);
            case EMAIL -> email((String) value);
            case PICKLIST -> picklist((String) value);
            case MULTIPICKLIST -> multipicklist((String) value);
            case INT -> integer((Integer) value);
            case DOUBLE, CURRENCY, PERCENT -> decimal((Double) value);
            default -> value;
        };
    }

    private Object text(String value) {
        return field.length() > 0 && value.length() > field.length() ? RowErrors.tooLong(field, value) : value;
    }

    private Object email(String value) {
        Object checked = text(value);
        if (checked instanceof RowError) {
            return checked;
        }
        return isEmail(value) ? value : RowErrors.badEmail(field, value);
    }

    private Object picklist(String value) {
        String listed = picklist.get(value.toLowerCase(Locale.ROOT));
        if (listed != null) {
            return listed;
        }
        return field.is(Trait.RESTRICTED_PICKLIST) ? RowErrors.notInPicklist(field, value) : text(value);
    }

    private Object multipicklist(String value) {
        if (field.is(Trait.RESTRICTED_PICKLIST)) {
            for (String part : value.split(";", -1)) {
                if (!picklist.containsKey(part.toLowerCase(Locale.ROOT))) {
                    return RowErrors.notInPicklist(field, part);
                }
            }
        }
        return text(value);
    }

    private Object integer(Integer value) {
        return limit > 0 && Math.abs((double) value) >= limit ? RowErrors.outOfRange(field, value.toString()) : value;
    }

    private Object decimal(Double value) {
        if (value.isNaN() || value.isInfinite() || (limit > 0 && Math.abs(value) >= limit)) {
            return RowErrors.outOfRange(field, value.toString());
        }
        return rounded(value);
    }

    private Double rounded(Double value) {
        if (field.scale() == 0
                ? value == Math.rint(value)
                : value * 100 == Math.rint(value * 100) && field.scale() >= 2) {
            return value;
        }
        return BigDecimal.valueOf(value)
                .setScale(field.scale(), RoundingMode.HALF_UP)
                .doubleValue();
    }

    /** One {@code @}, something before it, and a domain with a dot that neither begins nor ends with one. */
    private static boolean isEmail(String value) {
        int at = value.indexOf('@');
        if (at <= 0 || at != value.lastIndexOf('@') || value.chars().anyMatch(FieldRules::isForbidden)) {
            return false;
        }
        String domain = value.substring(at + 1);
        int dot = domain.indexOf('.');
        return dot > 0 && !domain.endsWith(".") && !domain.contains("..") && value.charAt(at - 1) != '.';
    }

    private static boolean isForbidden(int c) {
        return c <= ' ' || c == ',' || c == ';' || c == ':' || c == '<' || c == '>' || c == '(' || c == ')' || c == '"';
    }

    @Nullable
    Object defaultValue() {
        return field.defaultValue();
    }
}
