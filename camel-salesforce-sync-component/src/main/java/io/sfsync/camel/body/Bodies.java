/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.sfsync.record.RecordReader;
import io.sfsync.record.RecordReaders;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.BaseStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.jspecify.annotations.Nullable;

/**
 * Opens the body of an exchange as records.
 *
 * <p>Text is CSV, JSON or NDJSON: by the content type, else by the name of the file, else by its first character that is
 * no blank, where a brace or bracket means JSON.
 */
public final class Bodies {
    private static final String ACCEPTED =
            "sfsync reads a List, Iterator, Iterable, Stream or array of maps or objects,"
                    + " one map or object, or CSV, JSON or NDJSON as File, Path, InputStream, Reader, String or byte[]";

    private final SourceFormat format;

    public Bodies(SourceFormat format) {
        this.format = format;
    }

    /**
     * Opens the body.
     *
     * @throws IllegalArgumentException if it is nothing that records can be read from
     * @throws IOException if it cannot be opened, or is not what its name says
     */
    public Source open(Exchange exchange) throws IOException {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            throw new IllegalArgumentException("the exchange has no body; " + ACCEPTED);
        }
        Source text = text(exchange, body);
        return text == null ? objects(body) : text;
    }

    /** Whether a body can be read only once, as an iterator or a stream that is not cached. */
    public static boolean isReadOnce(Object body) {
        return !(body instanceof StreamCache)
                && (body instanceof InputStream
                        || body instanceof Reader
                        || body instanceof Iterator<?>
                        || body instanceof BaseStream<?, ?>);
    }

    /** The file of this machine that a body is, {@code null} for what is none. */
    public static @Nullable Path localFile(@Nullable Object body) {
        Object file = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (file instanceof File local) {
            return local.toPath();
        }
        return file instanceof Path path ? path : null;
    }

    private @Nullable Source text(Exchange exchange, Object body) throws IOException {
        TextReader text = new TextReader(format, exchange);
        if (body instanceof WrappedFile<?> file) {
            return new Source(wrapped(text, exchange, file), false);
        }
        if (body instanceof File file) {
            return new Source(text.file(file.toPath()), false);
        }
        if (body instanceof Path path) {
            return new Source(text.file(path), false);
        }
        if (body instanceof StreamCache cache) {
            return cached(text, exchange, cache);
        }
        if (body instanceof InputStream in) {
            return new Source(text.stream(new BufferedInputStream(in)), false);
        }
        if (body instanceof Reader reader) {
            return new Source(text.reader(new BufferedReader(reader)), false);
        }
        if (body instanceof byte[] bytes) {
            return new Source(text.stream(new BufferedInputStream(new ByteArrayInputStream(bytes))), false);
        }
        if (body instanceof CharSequence characters) {
            return new Source(text.reader(new BufferedReader(new StringReader(characters.toString()))), false);
        }
        if (body instanceof JsonNode json) {
            return new Source(RecordReaders.json(new StringReader(json.toString())), json.isObject());
        }
        return null;
    }

    private static RecordReader wrapped(TextReader text, Exchange exchange, WrappedFile<?> file) throws IOException {
        if (file.getFile() instanceof File local) {
            return text.file(local.toPath());
        }
        InputStream in = exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, file);
        if (in == null) {
            throw new IllegalArgumentException("the body, a " + file.getClass().getName() + ", has no content");
        }
        return text.stream(new BufferedInputStream(in));
    }

    /**
     * Reads a copy: a redelivery sets the cached stream itself back to its start, under a run that goes on from the
     * middle.
     */
    private static Source cached(TextReader text, Exchange exchange, StreamCache cache) throws IOException {
        StreamCache copy = cache.copy(exchange);
        if (copy == null) {
            throw new IOException("the body, a " + cache.getClass().getName()
                    + ", cannot be copied for a run that can go on; convert it to a file or text before");
        }
        if (copy instanceof Reader reader) {
            return new Source(text.reader(new BufferedReader(reader)), false);
        }
        InputStream in = copy instanceof InputStream stream
                ? stream
                : exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, copy);
        return new Source(text.stream(new BufferedInputStream(in)), false);
    }

    private static Source objects(Object body) {
        if (body instanceof Map<?, ?> map) {
            return new Source(RecordReaders.ofObject(map), true);
        }
        if (body instanceof Iterator<?> iterator) {
            return new Source(RecordReaders.ofObjects(iterator), false);
        }
        if (body instanceof BaseStream<?, ?> stream) {
            return new Source(RecordReaders.ofObjects(stream.iterator()), false);
        }
        if (body instanceof Iterable<?> iterable) {
            return new Source(RecordReaders.ofObjects(iterable), false);
        }
        if (body instanceof Object[] array) {
            return new Source(RecordReaders.ofObjects(Arrays.asList(array)), false);
        }
        if (isNoRecord(body)) {
            throw new IllegalArgumentException(
                    "the body, a " + body.getClass().getName() + ", holds no records; " + ACCEPTED);
        }
        return new Source(RecordReaders.ofObject(body), true);
    }

    private static boolean isNoRecord(Object body) {
        return body.getClass().isArray()
                || body.getClass().isEnum()
                || body.getClass().getName().startsWith("java.");
    }
}
