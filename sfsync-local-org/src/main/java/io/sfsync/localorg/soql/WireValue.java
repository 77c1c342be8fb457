/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldDefinition;
import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.store.RecordId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stored values as the APIs write them: ids with 18 characters, days {@code 2020-01-31}, date-times
 * {@code 2015-06-26T19:57:44.000+0000}, times {@code 13:30:00.000Z}; recorded by tablexi/restforce-db and CumulusCI.
 */
public final class WireValue {

    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);

    private WireValue() {}

    /**
     * The value as JSON holds it.
     *
     * @param type the type of the field
     * @param stored the value in the form of the type's {@link io.sfsync.localorg.schema.Storage}, or null
     * @return a {@code String}, {@code Boolean}, {@code Integer}, {@code Long} or {@code BigDecimal}, or null
     */
    public static @Nullable Object json(FieldType type, @Nullable Object stored) {
        if (stored == null) {
            return null;
        }
        return switch (type.storage()) {
            case ID -> RecordId.format(((Number) stored).longValue());
            case DOUBLE -> decimal(((Number) stored).doubleValue());
            case INT -> ((Number) stored).intValue();
            case LONG -> ((Number) stored).longValue();
            case DATE -> LocalDate.ofEpochDay(((Number) stored).longValue()).toString();
            case DATETIME -> DATETIME.format(Instant.ofEpochMilli(((Number) stored).longValue()));
            case TIME -> TIME.format(LocalTime.ofNanoOfDay(((Number) stored).longValue() * 1_000_000));
            case TEXT, BOOLEAN, BYTES, NONE -> stored;
        };
    }

    /**
     * The value as CSV holds it; empty for null.
     *
     * @param field the field
     * @param stored the value in the form of the field's {@link io.sfsync.localorg.schema.Storage}, or null
     */
    public static String csv(FieldDefinition field, @Nullable Object stored) {
        Object value = json(field.type(), stored);
        return value == null ? "" : value.toString();
    }

    /** Without an exponent, and with a decimal point even for whole numbers. */
    private static BigDecimal decimal(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value));
        return decimal.scale() < 1 ? decimal.setScale(1) : new BigDecimal(decimal.toPlainString());
    }
}
