/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Transforms into numbers and truth values. Numbers are exact: nothing is rounded on the way. */
final class NumberTransforms {
    private NumberTransforms() {}

    /** What may be a number with a comma or with separators of thousands. */
    private static final Pattern LOCAL = Pattern.compile("[-+]?\\d[\\d.,'\\s\u00a0\u202f]*[.,]\\d+");

    /** Beyond the range of a double; to write such a number out could fill the memory. */
    private static final int MAX_SCALE = 400;

    static void addTo(Map<String, TransformFactory> all) {
        all.put("int", TransformFactory.plain(NumberTransforms::whole));
        all.put("float", TransformFactory.plain(NumberTransforms::decimal));
        all.put("bool", NumberTransforms::bool);
        all.put("number", NumberTransforms::localized);
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

    static BigDecimal decimal(Object value) {
        BigDecimal number = number(value);
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new TransformException("is a number of a size that no field keeps");
        }
        return number;
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        if (value instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException e) {
            boolean isLocal = LOCAL.matcher(value.toString().strip()).matches();
            throw new TransformException(
                    "is not a number"
                            + (isLocal ? "; where a language writes it so, name the language, as in {number: de}" : ""),
                    e);
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

    /** Truth values from the usual words, or from those given and no others. */
    private static Transform bool(@Nullable Object argument) {
        if (argument == null) {
            return NumberTransforms::truth;
        }
        if (!(argument instanceof Map)) {
            throw new IllegalArgumentException("needs its words, as in {bool: {true: [ja], false: [nein]}}");
        }
        Arguments arguments = Arguments.of(argument, "true", "false");
        Set<String> yes = words(arguments.texts("true"));
        Set<String> no = words(arguments.texts("false"));
        if (yes.isEmpty() || no.isEmpty() || !Collections.disjoint(yes, no)) {
            throw new IllegalArgumentException(
                    "needs words for true and other words for false, as in {bool: {true: [ja], false: [nein]}}");
        }
        return value -> {
            String word = value.toString().strip().toLowerCase(Locale.ROOT);
            if (value instanceof Boolean || yes.contains(word)) {
                return value instanceof Boolean ? value : true;
            }
            if (no.contains(word)) {
                return false;
            }
            throw new TransformException("is neither a word for true nor one for false");
        };
    }

    private static Set<String> words(List<String> texts) {
        return texts.stream().map(text -> text.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** A number as people of some language write it, such as {@code 1.234,56} in {@code de}. */
    private static Transform localized(@Nullable Object argument) {
        if (argument == null) {
            return NumberTransforms::decimal;
        }
        NumberReader reader = NumberReader.of(argument);
        return value -> value instanceof Number ? decimal(value) : reader.read(value.toString());
    }
}
