/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import io.sfsync.localorg.schema.FieldDefinition;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Base64;

/**
 * Turns the text of CSV and XML into cells. What is taken: booleans {@code true}, {@code false}, {@code 1}, {@code 0}; plain numbers with an
 * optional exponent; dates {@code yyyy-MM-dd} with an optional zone; date-times {@code yyyy-MM-ddTHH:mm:ss[.SSS]} with {@code Z} or an
 * offset (Bulk API Developer Guide, Valid Date Format in Records; the space separator is refused, as recorded).
 */
final class TextCells {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX][XX]")
            .toFormatter();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[XXX]")
            .toFormatter();

    private TextCells() {}

    /**
     * The cell for a text.
     *
     * @param column 0-based position in the upload, for the error
     * @return the stored form, or a {@link RowError}
     */
    static Object read(FieldDefinition field, String text, int column) {
        try {
            return switch (field.type().storage()) {
                case ID, TEXT, NONE -> text;
                case BOOLEAN -> flag(field, text, column);
                case INT -> integer(field, text, column);
                case LONG -> Long.valueOf(text);
                case DOUBLE -> decimal(field, text, column);
                case DATE -> Integer.valueOf((int) date(text).toEpochDay());
                case DATETIME -> dateTime(text);
                case TIME -> time(text);
                case BYTES -> Base64.getMimeDecoder().decode(text);
            };
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return RowErrors.notDeserialized(field, column, text);
        }
    }

    private static Object flag(FieldDefinition field, String text, int column) {
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return true;
        }
        if (text.equalsIgnoreCase("false") || text.equals("0")) {
            return false;
        }
        return RowErrors.notDeserialized(field, column, text);
    }

    private static Object integer(FieldDefinition field, String text, int column) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            if (text.matches("[+-]?[0-9]+\\.[0-9]+")) {
                return RowErrors.wrongType(field, text);
            }
            if (text.matches("[+-]?[0-9]+")) {
                return RowErrors.outOfRange(field, text);
            }
            return RowErrors.notDeserialized(field, column, text);
        }
    }

    private static Object decimal(FieldDefinition field, String text, int column) {
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        // Double.valueOf also takes "1f" and hexadecimal numbers, which xsd:double does not.
        if (Character.isLetter(last) || text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
            return RowErrors.notDeserialized(field, column, text);
        }
        return Double.valueOf(text);
    }

    static LocalDate date(String text) {
        int length = text.length();
        if (length > 10) {
            String zone = text.substring(10);
            if (!zone.equals("Z") && !zone.matches("[+-][0-9]{2}:[0-9]{2}")) {
                throw new DateTimeParseException("no date", text, 10);
            }
        }
        return LocalDate.parse(length > 10 ? text.substring(0, 10) : text);
    }

    static Long dateTime(String text) {
        return OffsetDateTime.parse(text, DATE_TIME).toInstant().toEpochMilli();
    }

    static Integer time(String text) {
        return (int) (LocalTime.parse(text, TIME).toNanoOfDay() / 1_000_000);
    }
}
