/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Transforms into numbers and truth values. Numbers are exact: nothing is rounded on the way. */
final class NumberTransforms {
    private NumberTransforms() {}

    static void addTo(Map<String, TransformFactory> all) {
        all.put("int", TransformFactory.plain(NumberTransforms::whole));
        all.put("float", TransformFactory.plain(NumberTransforms::decimal));
        all.put("bool", TransformFactory.plain(NumberTransforms::truth));
        all.put("number", NumberTransforms::number);
    }

    private static Object whole(Object value) {
        BigDecimal number = decimal(value);
        if (value instanceof CharSequence
                ? number.scale() > 0
                : number.stripTrailingZeros().scale() > 0) {
            throw new TransformException("is not a whole number");
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            return number.toBigInteger();
        }
    }

    private static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException e) {
            throw new TransformException("is not a number", e);
        }
    }

    private static Object truth(Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number) {
            return decimal(value).signum() != 0;
        }
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "on", "1" -> true;
            case "false", "f", "no", "n", "off", "0" -> false;
            default -> throw new TransformException("is neither true nor false");
        };
    }

    /** A number as people of some language write it, such as {@code 1.234,56} in {@code de}. */
    private static Transform number(@Nullable Object argument) {
        if (argument == null) {
            return NumberTransforms::decimal;
        }
        Locale locale = locale(argument.toString());
        return value -> value instanceof Number
                ? decimal(value)
                : parse(value.toString().strip(), locale);
    }

    private static BigDecimal parse(String text, Locale locale) {
        if (!(NumberFormat.getNumberInstance(locale) instanceof DecimalFormat format)) {
            throw new TransformException("cannot be read as a number of " + locale.toLanguageTag());
        }
        format.setParseBigDecimal(true);
        ParsePosition position = new ParsePosition(0);
        // people type a plain or no-break space where the locale groups by a narrow one
        char grouping = format.getDecimalFormatSymbols().getGroupingSeparator();
        String read =
                Character.isSpaceChar(grouping) ? text.replace(' ', grouping).replace('\u00A0', grouping) : text;
        Number number = format.parse(read, position);
        if (!(number instanceof BigDecimal decimal) || position.getIndex() < read.length()) {
            throw new TransformException("is not a number of " + locale.toLanguageTag());
        }
        return decimal;
    }

    private static Locale locale(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag.strip()).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("needs a language tag such as de or en-US", e);
        }
    }
}
