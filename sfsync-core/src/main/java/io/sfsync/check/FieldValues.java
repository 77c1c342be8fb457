/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.record.Absent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives every value the one form in which it travels, whatever the API. */
final class FieldValues {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");
    /** Length of {@code 2026-11-21T08:00}, the shortest date-time. */
    private static final int MIN_DATE_TIME = 16;

    /** Beyond the range of a double; to write such a number out could fill the memory. */
    private static final int MAX_SCALE = 400;

    private final @Nullable ZoneId zone;

    FieldValues(@Nullable ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Converts one value.
     *
     * @param type describe's type of the field
     * @return {@code null}, {@link Absent#VALUE}, a text that is not empty, a boolean or a number
     * @throws IllegalArgumentException if the value cannot travel, with the reason
     */
    @Nullable
    Object convert(@Nullable Object value, String type) {
        if (value instanceof String text) {
            return text.isEmpty() ? null : type.equals("datetime") ? dateTimeText(text) : text;
        }
        if (value == null || value == Absent.VALUE || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        String text = converted(value, type);
        return text.isEmpty() ? null : text;
    }

    private String converted(Object value, String type) {
        if (value instanceof LocalDate || value instanceof LocalTime) {
            return value instanceof LocalTime time ? TIME.format(time) : value.toString();
        }
        if (value instanceof LocalDateTime local) {
            return type.equals("date") ? local.toLocalDate().toString() : DATE_TIME.format(zoned(local));
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            // a database has it without a zone; its instant would be that of the machine's zone
            return converted(timestamp.toLocalDateTime(), type);
        }
        OffsetDateTime moment = moment(value);
        if (moment != null) {
            boolean zoned = value instanceof OffsetDateTime || value instanceof ZonedDateTime;
            if (type.equals("date") && !zoned && zone == null) {
                throw new IllegalArgumentException(
                        "the day of a moment depends on a time zone; set the option timeZone,"
                                + " or map the value with the transform date and its zone");
            }
            return type.equals("date") ? moment.toLocalDate().toString() : DATE_TIME.format(moment);
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(";"));
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Map || value.getClass().isArray()) {
            throw new IllegalArgumentException("a value of " + value.getClass().getSimpleName()
                    + " cannot be the value of one field; map its parts to fields");
        }
        return value.toString();
    }

    private @Nullable OffsetDateTime moment(Object value) {
        if (value instanceof OffsetDateTime offset) {
            return offset;
        }
        if (value instanceof ZonedDateTime zoned) {
            return zoned.toOffsetDateTime();
        }
        if (value instanceof java.sql.Date || value instanceof java.sql.Time) {
            return null;
        }
        if (value instanceof Instant instant) {
            return inZone(instant);
        }
        if (value instanceof Calendar calendar) {
            return inZone(calendar.toInstant());
        }
        return value instanceof Date date ? inZone(date.toInstant()) : null;
    }

    private OffsetDateTime inZone(Instant instant) {
        return instant.atZone(zone == null ? ZoneOffset.UTC : zone).toOffsetDateTime();
    }

    private ZonedDateTime zoned(LocalDateTime local) {
        if (zone == null) {
            throw new IllegalArgumentException("a date-time carries no time zone; set the option timeZone, such as"
                    + " timeZone=Europe/Rome, or give date-times with an offset");
        }
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            throw new IllegalArgumentException("the clocks of " + zone + " skip the time of a date-time without a zone;"
                    + " correct it, or give it an offset");
        }
        return local.atZone(zone);
    }

    private String dateTimeText(String text) {
        if (text.length() < MIN_DATE_TIME || !Character.isDigit(text.charAt(text.length() - 1))) {
            return text;
        }
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text.charAt(10) == ' ' ? text.replace(' ', 'T') : text);
        } catch (DateTimeParseException e) {
            // It carries an offset, or is no date-time at all: the org says so better than we could.
            return text;
        }
        return DATE_TIME.format(zoned(local));
    }

    private static Object number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("a number must be finite, was " + value);
            }
            return new BigDecimal(number.toString());
        }
        if (number instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) > MAX_SCALE) {
            throw new IllegalArgumentException("a number must have at most " + MAX_SCALE + " digits");
        }
        return number;
    }
}
