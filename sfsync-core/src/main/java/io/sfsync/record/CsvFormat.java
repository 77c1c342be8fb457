/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV source is written. Immutable.
 *
 * @param delimiter what stands between two fields; default a comma
 * @param quote what stands around a field that holds delimiters or line breaks, doubled inside; {@link #NO_QUOTE} where
 *     quotes mean nothing; default {@code "}
 * @param headers the column names of a source that has no header row; empty, the default, for the first row
 * @param charset the encoding of a source without a byte order mark; not set, the default, for UTF-8
 */
public record CsvFormat(
        char delimiter,
        char quote,
        List<String> headers,
        @Nullable Charset charset) {

    /** The quote of a format in which quotes mean nothing. */
    public static final char NO_QUOTE = '\0';

    /** Comma, double quotes, names in the first row, byte order mark or UTF-8. */
    public static final CsvFormat DEFAULT = new CsvFormat(',', '"', List.of(), null);

    public CsvFormat {
        headers = List.copyOf(headers);
        if (isLineBreak(delimiter) || isLineBreak(quote)) {
            throw new IllegalArgumentException("csvDelimiter and csvQuote must not be line breaks");
        }
        if (delimiter == quote) {
            throw new IllegalArgumentException("csvDelimiter and csvQuote must differ, both were '" + delimiter + "'");
        }
        Set<String> seen = new HashSet<>();
        for (String name : headers) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("csvHeaders must not hold an empty name, was " + headers);
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "csvHeaders must name each column once, '" + name + "' is there twice");
            }
        }
    }

    /** The same format with another delimiter. */
    public CsvFormat withDelimiter(char value) {
        return new CsvFormat(value, quote, headers, charset);
    }

    /** The same format with another quote. */
    public CsvFormat withQuote(char value) {
        return new CsvFormat(delimiter, value, headers, charset);
    }

    /** The same format with these column names; the first row is then a record. */
    public CsvFormat withHeaders(List<String> value) {
        return new CsvFormat(delimiter, quote, value, charset);
    }

    /** The same format in another encoding; not set for UTF-8. */
    public CsvFormat withCharset(@Nullable Charset value) {
        return new CsvFormat(delimiter, quote, headers, value);
    }

    /**
     * Reads an option that names one character.
     *
     * @param option its name, for the message
     * @param text one character, or {@code tab} or {@code \t}, or {@code none} for {@link #NO_QUOTE}
     * @throws IllegalArgumentException for anything else
     */
    public static char character(String option, String text) {
        if (text.length() == 1) {
            return text.charAt(0);
        }
        return switch (text) {
            case "tab", "\\t" -> '\t';
            case "none" -> NO_QUOTE;
            default ->
                throw new IllegalArgumentException(
                        option + " must be one character, 'tab' or 'none', was '" + text + "'");
        };
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
