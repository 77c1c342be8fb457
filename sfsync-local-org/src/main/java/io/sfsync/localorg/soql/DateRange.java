/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.soql.syntax.Literal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * The days that a date literal means; SOQL and SOSL Reference, "Date Formats and Date Literals". Weeks begin on Sunday and the fiscal
 * year on January 1, as in a new org with the locale en_US.
 *
 * @param start the first day
 * @param end the day after the last one
 */
record DateRange(LocalDate start, LocalDate end) {

    /** What a literal counts in. */
    private enum Unit {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        LocalDate begin(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        LocalDate plus(LocalDate begin, long count) {
            return switch (this) {
                case DAY -> begin.plusDays(count);
                case WEEK -> begin.plusWeeks(count);
                case MONTH -> begin.plusMonths(count);
                case QUARTER -> begin.plusMonths(3 * count);
                case YEAR -> begin.plusYears(count);
            };
        }
    }

    static DateRange of(Literal.Range literal, LocalDate today) {
        String name = literal.name().replace("FISCAL_", "");
        return switch (name) {
            case "YESTERDAY" -> units(Unit.DAY, today, -1, 0);
            case "TODAY" -> units(Unit.DAY, today, 0, 1);
            case "TOMORROW" -> units(Unit.DAY, today, 1, 2);
            case "LAST_90_DAYS" -> units(Unit.DAY, today, -90, 1);
            case "NEXT_90_DAYS" -> units(Unit.DAY, today, 1, 91);
            default -> named(name, literal.count(), today);
        };
    }

    private static DateRange named(String name, @Nullable Integer count, LocalDate today) {
        if (count == null) {
            Unit unit = Unit.valueOf(name.substring(name.indexOf('_') + 1));
            int first = name.startsWith("LAST_") ? -1 : name.startsWith("NEXT_") ? 1 : 0;
            return units(unit, today, first, first + 1);
        }
        if (name.startsWith("N_")) {
            Unit unit = Unit.valueOf(name.substring(2, name.length() - "S_AGO".length()));
            return units(unit, today, -count, -count + 1);
        }
        Unit unit = Unit.valueOf(name.substring("LAST_N_".length(), name.length() - 1));
        if (name.startsWith("LAST_")) {
            // Days count today in; longer units are whole ones before the current one.
            return unit == Unit.DAY ? units(unit, today, -count, 1) : units(unit, today, -count, 0);
        }
        return units(unit, today, 1, count + 1);
    }

    private static DateRange units(Unit unit, LocalDate today, long first, long afterLast) {
        LocalDate begin = unit.begin(today);
        LocalDate start = unit.plus(begin, first);
        LocalDate end = unit.plus(begin, afterLast);
        return start.isAfter(end) ? new DateRange(end, start) : new DateRange(start, end);
    }
}
