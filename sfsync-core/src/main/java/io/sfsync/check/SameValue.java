/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a value that would be sent is the one that the org has. In doubt it is not. */
public final class SameValue {
    private static final int SHORT_ID = 15;
    /** Beyond the range of a double; to write such a number out could fill the memory. */
    private static final int MAX_SCALE = 400;

    private static final int DATE_LENGTH = 10;

    private final NullPolicy nulls;

    /** @param nulls what a missing value does to its field */
    public SameValue(NullPolicy nulls) {
        this.nulls = nulls;
    }

    /**
     * Compares.
     *
     * @param sent as {@link CheckedRecord} has it
     * @param there as a query answers it, {@code null} for an empty field
     * @param type describe's type of the field
     * @param scale digits behind the point that the field keeps
     */
    public boolean of(@Nullable Object sent, @Nullable String there, String type, int scale) {
        if (sent == Absent.VALUE) {
            return true;
        }
        if (sent == null) {
            return nulls == NullPolicy.IGNORE || there == null || there.isEmpty();
        }
        String text = sent.toString().strip();
        if (there == null || there.isEmpty()) {
            return text.isEmpty();
        }
        try {
            return switch (type) {
                case "int", "double", "currency", "percent" ->
                    number(text, scale).compareTo(number(there, scale)) == 0;
                case "boolean" -> isTrue(text) == isTrue(there);
                case "date" ->
                    text.length() >= DATE_LENGTH
                            && text.substring(0, DATE_LENGTH).equals(there);
                case "datetime" -> moment(text).isEqual(moment(there));
                case "id", "reference" -> id(text).equals(id(there));
                case "multipicklist" -> Set.copyOf(values(text)).equals(Set.copyOf(values(there)));
                default -> text.equals(there);
            };
        } catch (NumberFormatException | DateTimeException e) {
            return false;
        }
    }

    private static BigDecimal number(String text, int scale) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new NumberFormatException("no field keeps a number of this size");
        }
        return number.setScale(scale, RoundingMode.HALF_UP);
    }

    private static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true") || text.equals("1");
    }

    private static OffsetDateTime moment(String text) {
        return OffsetDateTime.parse(text.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2"))
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private static String id(String text) {
        return text.length() > SHORT_ID ? text.substring(0, SHORT_ID) : text;
    }

    private static List<String> values(String text) {
        return List.of(text.split(";", -1)).stream().distinct().toList();
    }
}
