/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldType;
import io.sfsync.localorg.schema.Storage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions of SOQL: aggregates, parts of dates, and those that only change how a value is shown. */
enum Function {
    COUNT(true),
    COUNT_DISTINCT(true),
    SUM(true),
    AVG(true),
    MIN(true),
    MAX(true),
    CALENDAR_YEAR("EXTRACT(YEAR FROM %s)"),
    CALENDAR_QUARTER("EXTRACT(QUARTER FROM %s)"),
    CALENDAR_MONTH("EXTRACT(MONTH FROM %s)"),
    FISCAL_YEAR("EXTRACT(YEAR FROM %s)"),
    FISCAL_QUARTER("EXTRACT(QUARTER FROM %s)"),
    FISCAL_MONTH("EXTRACT(MONTH FROM %s)"),
    DAY_IN_MONTH("EXTRACT(DAY FROM %s)"),
    DAY_IN_WEEK("MOD(EXTRACT(ISO_DAY_OF_WEEK FROM %s), 7) + 1"),
    DAY_IN_YEAR("EXTRACT(DAY_OF_YEAR FROM %s)"),
    WEEK_IN_YEAR("(EXTRACT(DAY_OF_YEAR FROM %s) + 6) / 7"),
    WEEK_IN_MONTH("(EXTRACT(DAY FROM %s) + 6) / 7"),
    HOUR_IN_DAY("EXTRACT(HOUR FROM %s)"),
    DAY_ONLY(""),
    TOLABEL(false),
    FORMAT(false),
    CONVERTCURRENCY(false),
    CONVERTTIMEZONE(false);

    private final boolean aggregate;
    private final @Nullable String datePart;

    Function(boolean aggregate) {
        this.aggregate = aggregate;
        this.datePart = null;
    }

    Function(String datePart) {
        this.aggregate = false;
        this.datePart = datePart;
    }

    static @Nullable Function named(String name) {
        for (Function function : values()) {
            if (function.name().equals(name.toUpperCase(Locale.ROOT))) {
                return function;
            }
        }
        return null;
    }

    boolean isAggregate() {
        return aggregate;
    }

    /** Whether it only changes how the value is shown. */
    boolean isDisplay() {
        return !aggregate && datePart == null;
    }

    boolean takes(FieldType type) {
        if (datePart != null) {
            return type.storage() == Storage.DATE || type.storage() == Storage.DATETIME;
        }
        return switch (this) {
            case SUM, AVG -> type.isDecimal() || type == FieldType.INT || type == FieldType.LONG;
            case MIN, MAX -> type != FieldType.BOOLEAN && type.storage() != Storage.NONE;
            default -> type.storage() != Storage.NONE;
        };
    }

    BoundField apply(BoundField argument) {
        String sql = argument.sql();
        return switch (this) {
            case COUNT -> BoundField.computed(name(), FieldType.INT, "COUNT(" + sql + ")", true);
            case COUNT_DISTINCT -> BoundField.computed(name(), FieldType.INT, "COUNT(DISTINCT " + sql + ")", true);
            case SUM, AVG ->
                BoundField.computed(name(), FieldType.DOUBLE, name() + "(CAST(" + sql + " AS DOUBLE PRECISION))", true);
            case MIN, MAX -> new BoundField(argument.field(), name() + "(" + sql + ")", true);
            case TOLABEL, FORMAT, CONVERTCURRENCY, CONVERTTIMEZONE -> argument;
            case DAY_ONLY -> BoundField.computed(name(), FieldType.DATE, day(argument), false);
            default ->
                BoundField.computed(
                        name(), FieldType.INT, String.valueOf(datePart).replace("%s", moment(argument)), false);
        };
    }

    private static String day(BoundField argument) {
        return argument.type().storage() == Storage.DATE
                ? argument.sql()
                : "CAST(FLOOR(" + argument.sql() + " / 86400000.0) AS INTEGER)";
    }

    private static String moment(BoundField argument) {
        return argument.type().storage() == Storage.DATE
                ? "DATEADD(DAY, " + argument.sql() + ", TIMESTAMP '1970-01-01 00:00:00')"
                : "DATEADD(MILLISECOND, " + argument.sql() + ", TIMESTAMP '1970-01-01 00:00:00')";
    }
}
