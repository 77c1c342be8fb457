/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer's body, compressed if the caller takes it so. */
final class AnswerBody {
    private static final int BUFFER_BYTES = 64 * 1024;

    private AnswerBody() {}

    static boolean gzipAccepted(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip")
                && !acceptEncoding.replace(" ", "").contains("gzip;q=0,");
    }

    /** The whole body as sent, or null if it is written piece by piece. */
    static byte @Nullable [] whole(Answer answer, boolean gzip, boolean head) throws IOException {
        if (answer.writer() != null && !head) {
            return null;
        }
        byte[] plain = answer.bytes();
        if (plain == null || plain.length == 0) {
            return new byte[0];
        }
        return gzip ? compressed(plain) : plain;
    }

    /** Documents go out in chunks, without a length, as recorded by openstax/accounts and tablexi/restforce-db. */
    static boolean isChunked(Answer answer, int length) {
        String type = answer.contentType() == null ? "" : answer.contentType();
        return length > 0 && (type.startsWith("application/json") || type.startsWith("application/xml"));
    }

    /** Sets Content-Length and Content-Encoding; a length below zero is unknown. */
    static void describe(HttpFields.Mutable headers, Answer answer, long length, boolean gzip) {
        if (gzip) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        if (length >= 0 && answer.status() != 204 && answer.status() != 304) {
            headers.put(HttpHeader.CONTENT_LENGTH, length);
        }
    }

    static void write(Answer answer, byte @Nullable [] whole, boolean gzip, OutputStream wire) throws IOException {
        if (whole != null) {
            wire.write(whole);
            wire.close();
            return;
        }
        BodyWriter writer = answer.writer();
        OutputStream out = gzip ? new GZIPOutputStream(wire, BUFFER_BYTES) : wire;
        try (OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES)) {
            if (writer != null) {
                writer.writeTo(buffered);
            }
        }
    }

    private static byte[] compressed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
