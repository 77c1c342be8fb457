/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the org answers: a status, headers, and a body that is nothing, a tree (rendered as JSON or XML as the caller
 * asked), bytes, or a writer. Immutable.
 */
public final class Answer {
    private final int status;
    private final List<Map.Entry<String, String>> headers;
    private final @Nullable String contentType;
    private final @Nullable Object tree;
    private final byte @Nullable [] bytes;
    private final @Nullable BodyWriter writer;
    private final String xmlRoot;
    private final Ending ending;

    private Answer(Builder from) {
        status = from.status;
        headers = List.copyOf(from.headers);
        contentType = from.contentType;
        tree = from.tree;
        bytes = from.bytes;
        writer = from.writer;
        xmlRoot = from.xmlRoot;
        ending = from.ending;
    }

    /**
     * A body of maps, lists, strings, numbers, booleans, nulls or Jackson nodes. Key order is kept.
     *
     * @param status the HTTP status
     * @param tree the body; rendered as JSON, or as XML where the caller asked for it
     */
    public static Answer json(int status, Object tree) {
        return new Builder(status).tree(tree).build();
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Builder(status).build();
    }

    /** A body of bytes. */
    public static Answer bytes(int status, String contentType, byte[] body) {
        return new Builder(status).bytes(contentType, body).build();
    }

    /** A body of text in UTF-8. */
    public static Answer text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A body that is written while it is sent. */
    public static Answer stream(int status, String contentType, BodyWriter body) {
        Builder builder = new Builder(status);
        builder.contentType = contentType;
        builder.writer = body;
        return builder.build();
    }

    /** The same answer with one more header. */
    public Answer header(String name, String value) {
        Builder builder = new Builder(this);
        builder.headers.add(Map.entry(name, value));
        return builder.build();
    }

    /** The same answer with another root element for callers who want XML; the default is {@code Result}. */
    public Answer xmlRoot(String name) {
        Builder builder = new Builder(this);
        builder.xmlRoot = name;
        return builder.build();
    }

    /** The same answer, sent in another way. */
    public Answer ending(Ending other) {
        Builder builder = new Builder(this);
        builder.ending = other;
        return builder.build();
    }

    /** The same answer with a streamed body turned into bytes, so that its length is declared. For small bodies. */
    public Answer withKnownLength() throws IOException {
        return writer == null ? this : bytes(streamed());
    }

    /** The same answer with only the first line of a streamed body. */
    public Answer firstLineOnly() throws IOException {
        if (writer == null) {
            return this;
        }
        byte[] all = streamed();
        int end = 0;
        while (end < all.length && all[end] != '\n') {
            end++;
        }
        return bytes(Arrays.copyOf(all, Math.min(all.length, end + 1)));
    }

    private byte[] streamed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (writer != null) {
            writer.writeTo(out);
        }
        return out.toByteArray();
    }

    private Answer bytes(byte[] body) {
        Builder builder = new Builder(this).bytes(contentType == null ? "text/csv" : contentType, body);
        builder.writer = null;
        return builder.build();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The headers in order. */
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /** The first value of a header, if it is there. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The body as a tree, if it is one. */
    public @Nullable Object tree() {
        return tree;
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    byte @Nullable [] bytes() {
        return bytes;
    }

    @Nullable
    BodyWriter writer() {
        return writer;
    }

    String xmlRoot() {
        return xmlRoot;
    }

    Ending ending() {
        return ending;
    }

    /** The same answer with its tree turned into bytes. */
    Answer rendered(String type, byte[] body) {
        return new Builder(this).bytes(type, body).build();
    }

    private static final class Builder {
        private int status;
        private List<Map.Entry<String, String>> headers = new ArrayList<>();
        private @Nullable String contentType;
        private @Nullable Object tree;
        private byte @Nullable [] bytes;
        private @Nullable BodyWriter writer;
        private String xmlRoot = "Result";
        private Ending ending = Ending.COMPLETE;

        Builder(int status) {
            this.status = status;
        }

        Builder(Answer from) {
            status = from.status;
            headers = new ArrayList<>(from.headers);
            contentType = from.contentType;
            tree = from.tree;
            bytes = from.bytes;
            writer = from.writer;
            xmlRoot = from.xmlRoot;
            ending = from.ending;
        }

        Builder tree(Object body) {
            tree = body;
            return this;
        }

        Builder bytes(String type, byte[] body) {
            contentType = type;
            bytes = body;
            return this;
        }

        Answer build() {
            return new Answer(this);
        }
    }
}
