/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decodes text and smuggles the bytes that are none past the parser, so that the row in which they stand can be named.
 * Such a byte comes out as a lone surrogate, which no decoder ever yields: {@code 0xDC00} plus the byte.
 */
final class DecodingReader extends Reader {
    private static final int ESCAPE = 0xDC00;
    private static final int BYTES = 1 << 15;

    private final @Nullable Reader decoded;
    private final @Nullable InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final byte[] buffer;
    private final ByteBuffer bytes;
    private boolean endOfInput;
    private boolean flushed;
    private boolean firstOfText = true;
    private boolean sawMalformed;

    private DecodingReader(
            @Nullable Reader decoded, @Nullable InputStream in, Charset charset, byte[] buffer, int start, int length) {
        this.decoded = decoded;
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.buffer = buffer;
        this.bytes = ByteBuffer.wrap(buffer);
        bytes.position(start).limit(length);
    }

    /** Text that is decoded already; a byte order mark in front is skipped. */
    static DecodingReader of(Reader text) {
        return new DecodingReader(text, null, StandardCharsets.UTF_8, new byte[0], 0, 0);
    }

    /**
     * Text by its byte order mark, else by the charset given, else UTF-8.
     *
     * @throws UnreadableSourceException if it starts like a file that is no text
     */
    static DecodingReader open(InputStream in, @Nullable Charset given, String name) throws IOException {
        byte[] buffer = new byte[BYTES];
        int length = in.readNBytes(buffer, 0, 4);
        ByteOrderMark mark = ByteOrderMark.in(buffer, length);
        if (mark == null) {
            refuseBinary(buffer, length, name);
        }
        Charset charset = mark != null ? mark.charset() : given != null ? given : StandardCharsets.UTF_8;
        return new DecodingReader(null, in, charset, buffer, mark == null ? 0 : mark.length(), length);
    }

    private static void refuseBinary(byte[] start, int length, String name) throws UnreadableSourceException {
        if (length < 4) {
            return;
        }
        String kind = switch (ByteBuffer.wrap(start).getInt()) {
            case 0x504B0304 -> "a ZIP archive, as Excel workbooks are; save it as CSV";
            case 0xD0CF11E0 -> "an Excel workbook of the old kind; save it as CSV";
            case 0x25504446 -> "a PDF";
            default ->
                (start[0] & 0xFF) == 0x1F && (start[1] & 0xFF) == 0x8B
                        ? "a gzip archive; unpack it, in a route with unmarshal gzipDeflater"
                        : "";
        };
        if (!kind.isEmpty()) {
            throw new UnreadableSourceException(name + " is no text: it is " + kind);
        }
    }

    /** Whether a byte that is no text has been seen so far; the reader may be ahead of who asks. */
    boolean sawMalformed() {
        return sawMalformed;
    }

    /** The name of the encoding, for messages. */
    String charsetName() {
        return charset.name();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = decoded != null ? decoded.read(target, offset, length) : decode(target, offset, length);
        if (count > 0 && firstOfText) {
            firstOfText = false;
            if (decoded != null && target[offset] == '\uFEFF') {
                System.arraycopy(target, offset + 1, target, offset, count - 1);
                return count > 1 ? count - 1 : read(target, offset, length);
            }
        }
        return count;
    }

    private int decode(char[] target, int offset, int length) throws IOException {
        if (flushed) {
            return -1;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            CoderResult result = decoder.decode(bytes, chars, endOfInput);
            if (result.isError()) {
                if (chars.remaining() < result.length()) {
                    break;
                }
                escape(chars, result.length());
            } else if (result.isUnderflow() && !fill(chars)) {
                break;
            } else if (result.isOverflow()) {
                break;
            }
        }
        if (chars.position() > 0) {
            return chars.position();
        }
        if (!flushed) {
            throw new IOException("a read of " + length + " chars is too short for a character of " + charset);
        }
        return -1;
    }

    private void escape(CharBuffer chars, int count) {
        sawMalformed = true;
        for (int i = 0; i < count; i++) {
            chars.put((char) (ESCAPE + (bytes.get() & 0xFF)));
        }
    }

    /** Reads on; {@code false} where there is nothing more to come. */
    private boolean fill(CharBuffer chars) throws IOException {
        if (endOfInput) {
            if (!flushed) {
                decoder.flush(chars);
                flushed = true;
            }
            return false;
        }
        bytes.compact();
        int count = in == null ? -1 : in.read(buffer, bytes.position(), bytes.remaining());
        if (count < 0) {
            endOfInput = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
        return true;
    }

    /** Whether text holds a byte that is none. */
    static boolean hasEscape(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (isEscape(text[i]) && (i == offset || !Character.isHighSurrogate(text[i - 1]))) {
                return true;
            }
        }
        return false;
    }

    /** The text with each byte that is none written as {@code \xE4}. */
    static String visible(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = isEscape(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (escaped && out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (out != null) {
                out.append(escaped ? String.format(Locale.ROOT, "\\x%02X", c - ESCAPE) : String.valueOf(c));
            }
        }
        return out == null ? text : out.toString();
    }

    private static boolean isEscape(char c) {
        return c >= ESCAPE && c <= ESCAPE + 0xFF;
    }

    @Override
    public void close() {
        // what lies beneath is closed by who opened it
    }
}
