/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as people of some language write them: {@code de} or {@code {locale: de, pattern: '#,##0.00'}}, or
 * {@code {decimal: ',', grouping: '.'}}. Exact and strict: a rest behind the number, such as a currency sign, and
 * thousands that are no groups of three are refused. Safe for use by many threads.
 */
final class NumberReader {
    private final DecimalFormat format;
    private final String what;
    private final char grouping;
    private final char decimal;
    private final int groupSize;

    private NumberReader(DecimalFormat format, String what) {
        this.format = format;
        this.what = what;
        DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
        this.grouping = symbols.getGroupingSeparator();
        this.decimal = symbols.getDecimalSeparator();
        this.groupSize = format.isGroupingUsed() ? format.getGroupingSize() : 0;
        format.setParseBigDecimal(true);
    }

    static NumberReader of(@Nullable Object argument) {
        Arguments arguments = Arguments.of(argument, "locale", "pattern", "decimal", "grouping");
        Locale locale = locale(arguments.text("locale", "und"));
        if (!(NumberFormat.getNumberInstance(locale) instanceof DecimalFormat format)) {
            throw new IllegalArgumentException("needs a language with decimal numbers");
        }
        DecimalFormatSymbols symbols = format.getDecimalFormatSymbols();
        symbols.setDecimalSeparator(character(arguments.text("decimal"), symbols.getDecimalSeparator()));
        symbols.setGroupingSeparator(character(arguments.text("grouping"), symbols.getGroupingSeparator()));
        if (symbols.getDecimalSeparator() == symbols.getGroupingSeparator()) {
            throw new IllegalArgumentException("needs different characters for decimal and grouping");
        }
        format.setDecimalFormatSymbols(symbols);
        String pattern = arguments.text("pattern");
        if (pattern != null) {
            format.applyPattern(pattern);
        }
        return new NumberReader(format, argument instanceof String text ? text : "the form given");
    }

    BigDecimal read(String text) {
        String read = text.strip();
        if (Character.isSpaceChar(grouping)) {
            // people type a plain or no-break space where the locale groups by a narrow one
            read = read.replace(' ', grouping).replace('\u00A0', grouping);
        }
        ParsePosition position = new ParsePosition(0);
        DecimalFormat own = (DecimalFormat) format.clone();
        Number number = read.isEmpty() ? null : own.parse(read, position);
        if (!(number instanceof BigDecimal exact) || position.getIndex() < read.length() || !isGrouped(read)) {
            throw new TransformException("is not a number of " + what + hint(read));
        }
        return exact;
    }

    private static String hint(String text) {
        boolean hasSign = text.codePoints().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL);
        return hasSign ? "; it has a currency sign: use 'amount', and 'currency' for the field CurrencyIsoCode" : "";
    }

    /** Java reads {@code 1.5} in German as 15: thousands must be groups of their size. */
    private boolean isGrouped(String text) {
        int end = text.indexOf(decimal);
        int digits = end < 0 ? text.length() : end;
        if (end >= 0 && text.indexOf(grouping, end) >= 0) {
            return false;
        }
        for (int i = text.indexOf(grouping); i >= 0 && i < digits; i = text.indexOf(grouping, i + 1)) {
            if (groupSize == 0 || i == 0 || (lastDigit(text, digits) - i + 1) % (groupSize + 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int lastDigit(String text, int end) {
        int last = end - 1;
        while (last > 0 && !Character.isDigit(text.charAt(last))) {
            last--;
        }
        return last;
    }

    private static char character(@Nullable String text, char otherwise) {
        if (text != null && text.length() != 1) {
            throw new IllegalArgumentException("needs single characters for decimal and grouping");
        }
        return text == null ? otherwise : text.charAt(0);
    }

    /** The locale of a language tag. */
    static Locale locale(String tag) {
        try {
            return tag.equals("und")
                    ? Locale.ROOT
                    : new Locale.Builder().setLanguageTag(tag.strip()).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("needs a language tag such as de or en-US", e);
        }
    }
}
