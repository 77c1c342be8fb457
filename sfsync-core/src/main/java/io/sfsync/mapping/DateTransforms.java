/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transforms into dates and date-times. */
final class DateTransforms {
    private DateTransforms() {}

    static void addTo(Map<String, TransformFactory> all) {
        all.put("date_iso", TransformFactory.plain(DateTransforms::dateIso));
        all.put("datetime_iso", TransformFactory.plain(DateTransforms::dateTimeIso));
        all.put("date", DateTransforms::date);
        all.put("datetime", DateTransforms::dateTime);
    }

    /** The day of a date or date-time as {@code 2025-01-31}; anything else passes unchanged. */
    private static Object dateIso(Object value) {
        LocalDate day = value instanceof TemporalAccessor time ? time.query(TemporalQueries.localDate()) : null;
        if (value instanceof java.sql.Date date) {
            day = date.toLocalDate();
        } else if (value instanceof java.sql.Timestamp timestamp) {
            day = timestamp.toLocalDateTime().toLocalDate();
        }
        return day == null ? value : day.toString();
    }

    /** A date-time in ISO form, no zone added; a date and anything else pass unchanged. */
    private static Object dateTimeIso(Object value) {
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        if (value instanceof ZonedDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        if (value instanceof Instant time) {
            return time.toString();
        }
        if (value instanceof java.sql.Date || value instanceof java.sql.Time) {
            return value;
        }
        return value instanceof Date date ? date.toInstant().toString() : value;
    }

    private static Transform date(@Nullable Object argument) {
        DateTimeFormatter format = argument == null ? DateTimeFormatter.ISO_LOCAL_DATE : formatter(argument);
        return value -> {
            Object day = dateIso(value);
            if (!day.equals(value)) {
                return LocalDate.parse(day.toString());
            }
            return value instanceof LocalDate
                    ? value
                    : parsed(value, format, LocalDate::from, "is not a date of the form given");
        };
    }

    private static Transform dateTime(@Nullable Object argument) {
        DateTimeFormatter format = argument == null ? DateTimeFormatter.ISO_DATE_TIME : formatter(argument);
        return value -> value instanceof TemporalAccessor || value instanceof Date
                ? value
                : parsed(value, format, DateTransforms::mostExact, "is not a date-time of the form given");
    }

    private static TemporalAccessor mostExact(TemporalAccessor time) {
        return time.query(TemporalQueries.zone()) == null ? LocalDateTime.from(time) : OffsetDateTime.from(time);
    }

    private static Object parsed(
            Object value,
            DateTimeFormatter format,
            java.time.temporal.TemporalQuery<? extends TemporalAccessor> query,
            String problem) {
        try {
            return format.parse(value.toString().strip(), query);
        } catch (DateTimeParseException e) {
            throw new TransformException(problem, e);
        }
    }

    private static DateTimeFormatter formatter(Object argument) {
        try {
            // strict, so that 31 February is refused and not moved; strict years are written with u
            return DateTimeFormatter.ofPattern(outsideQuotes(argument.toString()), Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("needs a pattern such as 'dd.MM.yyyy' (" + e.getMessage() + ")", e);
        }
    }

    private static String outsideQuotes(String pattern) {
        StringBuilder out = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            out.append(c == 'y' && !quoted ? 'u' : c);
        }
        return out.toString();
    }
}
