/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.outcome.RecordError;
import io.sfsync.schema.FieldLimits;
import io.sfsync.schema.FieldSchema;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says of a value what the org would say, with its code (SOAP API Developer Guide, status codes), and never what the org
 * might forgive: a value that passes here may still be refused there. Messages hold no value.
 */
final class ValueCheck {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>()\"]+@[^\\s@,;<>()\"]+\\.[^\\s@.,;<>()\"]{2,}");
    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})$");
    private static final Set<String> BOOLEANS = Set.of("true", "false", "0", "1");
    private static final String DATE =
            "a date such as 2025-01-31; other forms are read by the transform date, as in" + " {date: dd.MM.yyyy}";
    private static final int PREFIX = 3;
    private static final int DATE_LENGTH = 10;

    private final FieldSchema field;
    private final FieldLimits limits;
    private final Set<String> prefixes;

    /** @param prefixes the first characters that an id in this field may have, empty where that is not known */
    ValueCheck(FieldSchema field, Set<String> prefixes) {
        this.field = field;
        this.limits = field.limits();
        this.prefixes = Set.copyOf(prefixes);
    }

    /** What is wrong with a value that is ready to be sent, {@code null} if nothing is. */
    @Nullable
    RecordError problem(Object value) {
        return switch (field.type()) {
            case "int" -> number(value, limits.digits(), 0, true);
            case "double", "currency", "percent" -> number(value, limits.precision(), limits.scale(), false);
            case "boolean" ->
                value instanceof Boolean || BOOLEANS.contains(text(value)) ? null : wrongType("a boolean");
            case "date" -> isDate(value.toString()) ? null : wrongType(DATE);
            case "datetime" ->
                isDateTime(value.toString()) ? null : wrongType("a date-time such as 2025-01-31T10:00:00Z");
            case "email" -> email(value.toString().strip());
            case "picklist" -> picklist(List.of(value.toString()));
            case "multipicklist" -> picklist(List.of(value.toString().split(";", -1)));
            case "id", "reference" -> id(value.toString());
            default -> length(value.toString().strip());
        };
    }

    private static String text(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }

    private @Nullable RecordError number(Object value, int digits, int scale, boolean whole) {
        BigDecimal number;
        try {
            number = new BigDecimal(value.toString().strip());
        } catch (NumberFormatException e) {
            return wrongType("a number such as 1234.5");
        }
        if (whole && number.stripTrailingZeros().scale() > 0) {
            return wrongType("a whole number");
        }
        int before = number.precision() - number.scale();
        return digits > 0 && number.signum() != 0 && before > digits - scale
                ? error(
                        "NUMBER_OUTSIDE_VALID_RANGE",
                        "value outside of valid range on numeric field, which takes " + (digits - scale)
                                + " digits before the point")
                : null;
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == DATE_LENGTH ? LocalDate.parse(text) != null : isDateTime(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text) != null;
            }
            String iso = OFFSET_WITHOUT_COLON.matcher(text).replaceFirst("$1:$2");
            boolean hasOffset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > DATE_LENGTH;
            return hasOffset ? OffsetDateTime.parse(iso) != null : LocalDateTime.parse(iso) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private @Nullable RecordError email(String text) {
        return EMAIL.matcher(text).matches() ? length(text) : error("INVALID_EMAIL_ADDRESS", "invalid email address");
    }

    private @Nullable RecordError picklist(List<String> chosen) {
        boolean known = limits.values().isEmpty() || chosen.stream().allMatch(this::isKnown);
        return known
                ? null
                : error("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "bad value for restricted picklist field");
    }

    /** In any case: whether the org takes one that is not its own is its business. */
    private boolean isKnown(String value) {
        return limits.values().contains(value) || limits.values().stream().anyMatch(value.strip()::equalsIgnoreCase);
    }

    private @Nullable RecordError id(String text) {
        if (!SalesforceIds.isWellFormed(text)) {
            return error("MALFORMED_ID", "malformed id of " + text.length() + " characters");
        }
        return prefixes.isEmpty() || prefixes.contains(text.substring(0, PREFIX))
                ? null
                : error("MALFORMED_ID", "id value of incorrect type: the field takes ids that start with " + prefixes);
    }

    private @Nullable RecordError length(String text) {
        return limits.length() > 0 && text.length() > limits.length()
                ? error(
                        "STRING_TOO_LONG",
                        "data value too large: " + text.length() + " characters (max length=" + limits.length() + ")")
                : null;
    }

    private RecordError wrongType(String wanted) {
        return error("INVALID_TYPE_ON_FIELD_IN_RECORD", "value not of required type: the field takes " + wanted);
    }

    private RecordError error(String code, String message) {
        return new RecordError(code, field.name() + ": " + message, List.of(field.name()));
    }
}
