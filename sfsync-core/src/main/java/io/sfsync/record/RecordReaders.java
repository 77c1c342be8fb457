/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the readers of the sources that the engine knows.
 *
 * <p>All of them read lazily, in constant memory. A reader over a path opens the file at once and closes it; a stream,
 * reader or iterator that is handed in stays the caller's. Text is decoded by its byte order mark, else by the charset
 * given, else as UTF-8; a byte that the charset does not know makes its row malformed and is never replaced.
 */
public final class RecordReaders {
    private RecordReaders() {}

    /**
     * Reads maps and objects with properties. Nested maps become columns with dots, such as {@code Account.Ext__c}. What
     * is neither a map nor an object with properties is a malformed record. The objects are never changed.
     */
    public static RecordReader ofObjects(Iterator<?> objects) {
        return new ObjectRecordReader(objects, -1);
    }

    /** Reads maps and objects with properties, as {@link #ofObjects(Iterator)} does; a collection tells its size. */
    public static RecordReader ofObjects(Iterable<?> objects) {
        return new ObjectRecordReader(
                objects.iterator(), objects instanceof Collection<?> collection ? collection.size() : -1);
    }

    /** Reads one map or object with properties. */
    public static RecordReader ofObject(Object object) {
        return ofObjects(List.of(object));
    }

    /**
     * Reads a CSV file, a long one in a thread of its own, some records ahead.
     *
     * @throws UnreadableSourceException if it is no CSV or has no header row; also later, while it is read
     * @throws IOException if it cannot be opened
     */
    public static RecordReader csv(Path file, CsvFormat format) throws IOException {
        return closingOnFailure(Files.newInputStream(file), in -> {
            DecodingReader text = DecodingReader.open(in, format.charset(), file.toString());
            return new ReadAhead(new CsvRecordReader(text, format, file.toString(), in));
        });
    }

    /**
     * Reads CSV from a stream.
     *
     * @throws UnreadableSourceException if it is no CSV or has no header row; also later, while it is read
     */
    public static RecordReader csv(InputStream in, CsvFormat format) throws IOException {
        return new CsvRecordReader(DecodingReader.open(in, format.charset(), CSV), format, CSV, NOTHING_TO_CLOSE);
    }

    /**
     * Reads CSV from text that is decoded already.
     *
     * @throws UnreadableSourceException if it is no CSV or has no header row; also later, while it is read
     */
    public static RecordReader csv(Reader text, CsvFormat format) throws IOException {
        return new CsvRecordReader(DecodingReader.of(text), format, CSV, NOTHING_TO_CLOSE);
    }

    /**
     * Reads a JSON file: an array of objects, one object, or one object a line (NDJSON).
     *
     * @param charset the encoding of a file without a byte order mark; {@code null} for UTF-8
     * @throws UnreadableSourceException if it is no JSON, with line and column; also later, while it is read
     * @throws IOException if it cannot be opened
     */
    public static RecordReader json(Path file, @Nullable Charset charset) throws IOException {
        return closingOnFailure(
                Files.newInputStream(file),
                in -> JsonSource.open(DecodingReader.open(in, charset, file.toString()), file.toString(), in));
    }

    /** Reads JSON from a stream; see {@link #json(Path, Charset)}. */
    public static RecordReader json(InputStream in, @Nullable Charset charset) throws IOException {
        return JsonSource.open(DecodingReader.open(in, charset, JSON), JSON, NOTHING_TO_CLOSE);
    }

    /** Reads JSON from text that is decoded already; see {@link #json(Path, Charset)}. */
    public static RecordReader json(Reader text) throws IOException {
        return JsonSource.open(DecodingReader.of(text), JSON, NOTHING_TO_CLOSE);
    }

    /**
     * Reads a file of one JSON object a line. A line that is none is a malformed record; blank lines are skipped.
     *
     * @param charset the encoding of a file without a byte order mark; {@code null} for UTF-8
     */
    public static RecordReader ndjson(Path file, @Nullable Charset charset) throws IOException {
        return closingOnFailure(
                Files.newInputStream(file),
                in -> new NdjsonRecordReader(DecodingReader.open(in, charset, file.toString()), in));
    }

    /** Reads one JSON object a line from a stream; see {@link #ndjson(Path, Charset)}. */
    public static RecordReader ndjson(InputStream in, @Nullable Charset charset) throws IOException {
        return new NdjsonRecordReader(DecodingReader.open(in, charset, JSON), NOTHING_TO_CLOSE);
    }

    /** Reads one JSON object a line from text that is decoded already; see {@link #ndjson(Path, Charset)}. */
    public static RecordReader ndjson(Reader text) {
        return new NdjsonRecordReader(DecodingReader.of(text), NOTHING_TO_CLOSE);
    }

    private static final String CSV = "the CSV source";
    private static final String JSON = "the JSON source";
    private static final java.io.Closeable NOTHING_TO_CLOSE = () -> {};

    private interface Opener {
        RecordReader open(InputStream in) throws IOException;
    }

    private static RecordReader closingOnFailure(InputStream in, Opener opener) throws IOException {
        try {
            return opener.open(in);
        } catch (IOException | RuntimeException e) {
            try (in) {
                throw e;
            }
        }
    }
}
