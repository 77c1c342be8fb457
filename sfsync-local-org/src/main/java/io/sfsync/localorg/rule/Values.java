/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rule;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What values mean in formulas: texts, numbers, truths and blanks. */
final class Values {
    private Values() {}

    static boolean truth(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    static boolean isBlank(@Nullable Object value) {
        return value == null || (value instanceof String text && text.isEmpty());
    }

    static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text && !text.isBlank()) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                return 0;
            }
        }
        return 0;
    }

    static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    /** A comparison with a blank is true only for equality of two blanks and for inequality with one. */
    static boolean compare(String operator, @Nullable Object left, @Nullable Object right) {
        boolean blank = isBlank(left) || isBlank(right);
        boolean equal = blank ? isBlank(left) && isBlank(right) : order(left, right) == 0;
        return switch (operator) {
            case "=", "==" -> equal;
            case "<>", "!=" -> !equal;
            case "<" -> !blank && order(left, right) < 0;
            case "<=" -> !blank && order(left, right) <= 0;
            case ">" -> !blank && order(left, right) > 0;
            default -> !blank && order(left, right) >= 0;
        };
    }

    private static int order(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number || right instanceof Number) {
            return Double.compare(number(left), number(right));
        }
        return text(left).compareTo(text(right));
    }
}
