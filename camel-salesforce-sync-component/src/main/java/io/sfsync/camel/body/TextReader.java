/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.body;

import io.sfsync.record.CsvFormat;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;

/** Opens text in the format and encoding that an exchange and the options say. */
final class TextReader {
    private final CsvFormat csv;
    private final @Nullable Charset charset;
    private final @Nullable TextFormat byContentType;
    private final @Nullable String fileName;

    TextReader(SourceFormat format, Exchange exchange) {
        String contentType = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        this.charset = format.charset() == null ? charsetOf(exchange) : format.charset();
        this.csv = format.csv().withCharset(charset);
        this.byContentType = TextFormat.ofContentType(contentType);
        this.fileName = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    }

    private static @Nullable Charset charsetOf(Exchange exchange) {
        String name = ExchangeHelper.getCharsetName(exchange, false);
        return name == null ? null : SourceFormat.charset("the charset of the exchange", name);
    }

    RecordReader file(Path file) throws IOException {
        Path name = file.getFileName();
        return switch (format(name == null ? null : name.toString(), () -> firstCharacter(file))) {
            case CSV -> RecordReaders.csv(file, csv);
            case JSON -> RecordReaders.json(file, charset);
            case NDJSON -> RecordReaders.ndjson(file, charset);
        };
    }

    RecordReader stream(BufferedInputStream in) throws IOException {
        return switch (format(fileName, () -> FirstCharacter.of(in))) {
            case CSV -> RecordReaders.csv(in, csv);
            case JSON -> RecordReaders.json(in, charset);
            case NDJSON -> RecordReaders.ndjson(in, charset);
        };
    }

    RecordReader reader(BufferedReader in) throws IOException {
        return switch (format(fileName, () -> FirstCharacter.of(in))) {
            case CSV -> RecordReaders.csv(in, csv);
            case JSON -> RecordReaders.json(in);
            case NDJSON -> RecordReaders.ndjson(in);
        };
    }

    private interface FirstLook {
        int look() throws IOException;
    }

    private TextFormat format(@Nullable String name, FirstLook first) throws IOException {
        if (byContentType != null) {
            return byContentType;
        }
        TextFormat byName = TextFormat.ofFileName(name);
        return byName == null ? TextFormat.ofFirstCharacter(first.look()) : byName;
    }

    private static int firstCharacter(Path file) throws IOException {
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return FirstCharacter.of(in);
        }
    }
}
