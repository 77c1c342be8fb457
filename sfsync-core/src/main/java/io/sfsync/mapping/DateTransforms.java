/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Transforms into dates and date-times. A date has no zone and is never shifted by one; a time of the day without a
 * zone never takes that of the machine.
 */
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
        LocalDate day = day(value);
        return day == null ? value : day.toString();
    }

    private static @Nullable LocalDate day(Object value) {
        if (value instanceof java.sql.Date date) {
            return date.toLocalDate();
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toLocalDateTime().toLocalDate();
        }
        return value instanceof TemporalAccessor time ? time.query(TemporalQueries.localDate()) : null;
    }

    /** A date-time in ISO form, no zone added; a date and anything else pass unchanged. */
    private static Object dateTimeIso(Object value) {
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(timestamp.toLocalDateTime());
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
        Arguments arguments = Arguments.of(argument, "pattern", "locale", "zone");
        DatePattern pattern = DatePattern.ofDate(arguments);
        ZoneId zone = zone(arguments);
        return value -> {
            LocalDate day = day(value);
            if (day != null) {
                return day;
            }
            if (isMoment(value)) {
                if (zone == null) {
                    throw new TransformException(
                            "is a moment, whose day depends on a zone; name it, as in {date: {zone:"
                                    + " Europe/Rome}}");
                }
                return instant(value).atZone(zone).toLocalDate();
            }
            return pattern.date(value);
        };
    }

    private static boolean isMoment(Object value) {
        boolean isTimeOfDay = value instanceof java.sql.Time;
        return value instanceof Instant || value instanceof Calendar || (value instanceof Date && !isTimeOfDay);
    }

    private static Instant instant(Object value) {
        if (value instanceof Calendar calendar) {
            return calendar.toInstant();
        }
        return value instanceof Date date ? date.toInstant() : (Instant) value;
    }

    private static Transform dateTime(@Nullable Object argument) {
        Arguments arguments = Arguments.of(argument, "pattern", "locale", "zone");
        DatePattern pattern = DatePattern.ofDateTime(arguments);
        ZoneId zone = zone(arguments);
        return value -> {
            Object time = value instanceof java.sql.Timestamp timestamp ? timestamp.toLocalDateTime() : value;
            if (!(time instanceof TemporalAccessor) && !(time instanceof Date) && !(time instanceof Calendar)) {
                time = pattern.dateTime(value);
            }
            return time instanceof LocalDateTime local && zone != null ? inZone(local, zone) : time;
        };
    }

    private static OffsetDateTime inZone(LocalDateTime local, ZoneId zone) {
        if (zone.getRules().getValidOffsets(local).isEmpty()) {
            throw new TransformException("is a time that the clocks of " + zone + " skip");
        }
        return local.atZone(zone).toOffsetDateTime();
    }

    private static @Nullable ZoneId zone(Arguments arguments) {
        String name = arguments.text("zone");
        if (name == null) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("needs a zone such as Europe/Berlin or +01:00", e);
        }
    }
}
