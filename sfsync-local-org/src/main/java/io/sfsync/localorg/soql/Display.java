/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.PicklistValue;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code toLabel()} and {@code FORMAT()} make of a value, for a user with the locale en_US and the time zone UTC. */
final class Display {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d/uuuu", Locale.US);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("M/d/uuuu, h:mm a", Locale.US).withZone(ZoneOffset.UTC);

    private Display() {}

    static @Nullable Object show(Shape.Entry.Value value, @Nullable Object stored) {
        Function display = value.display();
        if (display == null || stored == null) {
            return WireValue.json(value.field().type(), stored);
        }
        return switch (display) {
            case TOLABEL -> label(value, stored);
            case FORMAT -> format(value.field().type(), stored);
            default -> WireValue.json(value.field().type(), stored);
        };
    }

    private static Object label(Shape.Entry.Value value, Object stored) {
        for (PicklistValue entry : value.field().picklistValues()) {
            if (entry.value().equals(stored)) {
                return entry.label();
            }
        }
        return stored;
    }

    private static @Nullable Object format(FieldType type, Object stored) {
        return switch (type) {
            case DATE -> DAY.format(LocalDate.ofEpochDay(((Number) stored).longValue()));
            case DATETIME -> MOMENT.format(Instant.ofEpochMilli(((Number) stored).longValue()));
            case CURRENCY -> number("$#,##0.00", stored);
            case PERCENT -> number("#,##0.##'%'", stored);
            case INT, LONG, DOUBLE -> number("#,##0.##################", stored);
            default -> String.valueOf(WireValue.json(type, stored));
        };
    }

    private static String number(String pattern, Object stored) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US)).format(stored);
    }
}
