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
    /** How much the decoder of the JDK is given at once. */
    private static final int RARE = 1 << 6;

    private final @Nullable Reader decoded;
    private final @Nullable InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final boolean isUtf8;
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
        this.isUtf8 = charset.equals(StandardCharsets.UTF_8);
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
        int plain = isUtf8 ? decodeShort(target, offset, length) : 0;
        if (plain > 0) {
            return plain;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, isUtf8 ? Math.min(length, RARE) : length)
                .slice();
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

    /**
     * Decodes what is at hand up to a character that is none, is cut off, or has four bytes: those are left to the
     * decoder of the JDK, which is five times slower behind the first character that is not ASCII.
     */
    private int decodeShort(char[] target, int offset, int length) {
        byte[] from = buffer;
        int at = bytes.position();
        int end = Math.min(bytes.limit(), at + length);
        int to = offset;
        while (at < end) {
            while (at < end && from[at] >= 0) {
                target[to++] = (char) from[at++];
            }
            int size = at < end ? sizeAt(at, end) : 0;
            if (size == 0) {
                break;
            }
            int next = from[at + 1] & 0x3F;
            target[to++] = size == 2
                    ? (char) (((from[at] & 0x1F) << 6) | next)
                    : (char) (((from[at] & 0xF) << 12) | (next << 6) | (from[at + 2] & 0x3F));
            at += size;
        }
        bytes.position(at);
        return to - offset;
    }

    /** Bytes of the character at a place, 2 or 3; 0 for what is left to the decoder. */
    private int sizeAt(int at, int end) {
        int first = buffer[at] & 0xFF;
        if (first >= 0xC2 && first < 0xE0) {
            return at + 1 < end && goesOn(at + 1) ? 2 : 0;
        }
        // behind E0 and ED not every byte is allowed
        boolean three = first > 0xE0 && first < 0xF0 && first != 0xED && at + 2 < end;
        return three && goesOn(at + 1) && goesOn(at + 2) ? 3 : 0;
    }

    private boolean goesOn(int at) {
        return (buffer[at] & 0xC0) == 0x80;
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
