/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.body;

import io.sfsync.record.CsvFormat;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the options say about text bodies.
 *
 * @param csv how CSV is written
 * @param charset the encoding of the option, {@code null} where the exchange or the default decides
 */
public record SourceFormat(CsvFormat csv, @Nullable Charset charset) {

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if one cannot be
     */
    public static SourceFormat of(
            String csvDelimiter, String csvQuote, @Nullable String csvHeaders, @Nullable String charset) {
        List<String> headers = csvHeaders == null
                ? List.of()
                : Arrays.stream(csvHeaders.split(",", -1)).map(String::trim).toList();
        CsvFormat csv = new CsvFormat(
                CsvFormat.character("csvDelimiter", csvDelimiter),
                CsvFormat.character("csvQuote", csvQuote),
                headers,
                null);
        return new SourceFormat(csv, charset == null ? null : charset("charset", charset));
    }

    /**
     * The charset of this name.
     *
     * @throws IllegalArgumentException if the JVM has none
     */
    static Charset charset(String where, String name) {
        try {
            return Charset.forName(name.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    where + " must be a charset such as UTF-8 or windows-1252, was '" + name + "'", e);
        }
    }
}
