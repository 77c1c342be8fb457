/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How dates and date-times are written in a source: a pattern of Java's {@link DateTimeFormatter}, or one of those that
 * have a name.
 */
final class DatePattern {
    private static final Map<String, String> DATES = Map.of(
            "iso", "uuuu-MM-dd", "us", "M/d/uuuu", "uk", "d/M/uuuu", "german", "d.M.uuuu", "compact", "uuuuMMdd");
    private static final String EXCEL = "excel";
    private static final String EPOCH = "epoch";
    private static final String EPOCH_MILLIS = "epochMillis";
    private static final long SECONDS_A_DAY = 86_400;

    /** Salesforce's years end long before. */
    private static final long MOST_DAYS = 4_000_000;

    /** Day 0 of spreadsheets, which take 1900 for a leap year: right from 1 March 1900 on. */
    private static final LocalDate EXCEL_ZERO = LocalDate.of(1899, 12, 30);

    private final String name;
    private final @Nullable DateTimeFormatter format;

    private DatePattern(String name, @Nullable DateTimeFormatter format) {
        this.name = name;
        this.format = format;
    }

    static DatePattern ofDate(Arguments arguments) {
        String pattern = arguments.text("pattern", "iso");
        return pattern.equals(EXCEL)
                ? new DatePattern(EXCEL, null)
                : new DatePattern(pattern, formatter(DATES.getOrDefault(pattern, pattern), arguments));
    }

    static DatePattern ofDateTime(Arguments arguments) {
        String pattern = arguments.text("pattern", "iso");
        DateTimeFormatter format = switch (pattern) {
            case EXCEL, EPOCH, EPOCH_MILLIS -> null;
            case "iso" ->
                new DateTimeFormatterBuilder()
                        .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                        .optionalStart()
                        .appendOffset("+HH:MM", "Z")
                        .optionalEnd()
                        .optionalStart()
                        .appendOffset("+HHMM", "Z")
                        .optionalEnd()
                        .toFormatter(Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT);
            default -> formatter(pattern, arguments);
        };
        return new DatePattern(pattern, format);
    }

    LocalDate date(Object value) {
        if (format == null) {
            return EXCEL_ZERO.plusDays(whole(number(value), MOST_DAYS));
        }
        try {
            return format.parse(value.toString().strip(), LocalDate::from);
        } catch (DateTimeParseException e) {
            throw new TransformException("is not a date of the form '" + name + "'", e);
        }
    }

    TemporalAccessor dateTime(Object value) {
        return switch (name) {
            case EPOCH -> moment(number(value).movePointRight(3));
            case EPOCH_MILLIS -> moment(number(value));
            case EXCEL -> spreadsheetTime(number(value));
            default -> parsed(value.toString().strip());
        };
    }

    private TemporalAccessor parsed(String text) {
        if (format == null) {
            throw new IllegalStateException("a named pattern without a formatter is handled apart");
        }
        try {
            return format.parse(text, DatePattern::mostExact);
        } catch (DateTimeParseException e) {
            throw new TransformException("is not a date-time of the form '" + name + "'", e);
        }
    }

    private static TemporalAccessor mostExact(TemporalAccessor time) {
        return time.query(TemporalQueries.zone()) == null ? LocalDateTime.from(time) : OffsetDateTime.from(time);
    }

    private static Instant moment(BigDecimal millis) {
        return Instant.ofEpochMilli(whole(millis, MOST_DAYS * SECONDS_A_DAY * 1_000));
    }

    private static LocalDateTime spreadsheetTime(BigDecimal days) {
        BigDecimal seconds = days.multiply(BigDecimal.valueOf(SECONDS_A_DAY)).setScale(0, RoundingMode.HALF_UP);
        return EXCEL_ZERO.atStartOfDay().plusSeconds(whole(seconds, MOST_DAYS * SECONDS_A_DAY));
    }

    private static BigDecimal number(Object value) {
        if (value instanceof Boolean) {
            throw new TransformException("is not a number");
        }
        return NumberTransforms.decimal(value);
    }

    /** The whole part of a number that stands for a time. */
    private static long whole(BigDecimal number, long most) {
        if (number.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new TransformException("is a time out of reach");
        }
        return number.longValue();
    }

    private static DateTimeFormatter formatter(String pattern, Arguments arguments) {
        try {
            // strict, so that 31 February is refused and not moved; strict years are written with u
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(outsideQuotes(pattern))
                    .toFormatter(NumberReader.locale(arguments.text("locale", "en")))
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "needs a pattern such as 'dd.MM.yyyy' or a name, one of iso, us, uk, german, compact, excel, epoch,"
                            + " epochMillis (" + e.getMessage() + ")",
                    e);
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
