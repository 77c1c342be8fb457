/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of Bulk CSV into a buffer of its own, UTF-8 and LF: a blank cell leaves a field alone, {@code #N/A}
 * empties it (Bulk API 2.0 Developer Guide, Prepare CSV Files).
 */
final class BulkRowEncoder {
    /** Empties a field. */
    static final String CLEARED = "#N/A";
    /** A char takes up to three bytes, and a quote is doubled. */
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final NullPolicy nulls;
    private byte[] buffer = new byte[1 << 10];
    private char[] chars = new char[1 << 8];
    private int length;
    private boolean exact = true;

    BulkRowEncoder(NullPolicy nulls) {
        this.nulls = nulls;
    }

    /** Whether a value can travel in Bulk CSV, where one text means that a field is emptied. */
    static boolean isRepresentable(@Nullable Object value) {
        return !CLEARED.equals(value);
    }

    /** Puts the header row into the buffer. */
    void header(List<String> names) {
        row(names.toArray());
    }

    /** Puts a row into the buffer, in place of the one before. */
    void row(@Nullable Object[] values) {
        length = 0;
        exact = true;
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                ensure(1);
                buffer[length++] = ',';
            }
            cell(values[i]);
        }
        ensure(3);
        if (length == 0) {
            // a blank line would be no row at all
            buffer[length++] = '"';
            buffer[length++] = '"';
        }
        buffer[length++] = '\n';
    }

    /** Whether every text of the row in the buffer can be read back as it was. */
    boolean isExact() {
        return exact;
    }

    /** Bytes of the row in the buffer. */
    int size() {
        return length;
    }

    /** Writes the row in the buffer. */
    void writeTo(OutputStream out) throws IOException {
        out.write(buffer, 0, length);
    }

    private void cell(@Nullable Object value) {
        if (value == null) {
            if (nulls == NullPolicy.CLEAR) {
                text(CLEARED);
            }
        } else if (value instanceof BigDecimal number) {
            text(number.toPlainString());
        } else if (value != Absent.VALUE) {
            text(value.toString());
        }
    }

    private void text(String text) {
        int count = text.length();
        if (count == 0) {
            return;
        }
        ensure(count * MAX_BYTES_PER_CHAR + 2);
        if (count > chars.length) {
            chars = new char[Math.max(count, chars.length * 2)];
        }
        // out of the string in one go: asked one by one, each char is checked for its place and its width
        text.getChars(0, count, chars, 0);
        int start = length;
        boolean hasMargin = chars[0] <= ' ' || chars[count - 1] <= ' ';
        if (hasMargin || !plain(count)) {
            length = start;
            quoted(count);
        }
    }

    /** Writes a text as it is; {@code false} where it must stand in quotes. */
    private boolean plain(int count) {
        char[] from = chars;
        byte[] target = buffer;
        int at = length;
        for (int i = 0; i < count; i++) {
            char c = from[i];
            if (c >= 0x80) {
                length = at;
                i += wide(i, count);
                at = length;
            } else if (c <= ',' && (c == ',' || c == '"' || c == '\n' || c == '\r')) {
                return false;
            } else {
                target[at++] = (byte) c;
            }
        }
        length = at;
        return true;
    }

    private void quoted(int count) {
        buffer[length++] = '"';
        for (int i = 0; i < count; i++) {
            char c = chars[i];
            if (c >= 0x80) {
                i += wide(i, count);
            } else {
                if (c == '"') {
                    buffer[length++] = '"';
                }
                buffer[length++] = (byte) c;
            }
        }
        buffer[length++] = '"';
    }

    /** Writes the character at this place; {@code 1} where it took two chars, else {@code 0}. */
    private int wide(int i, int count) {
        int c = Character.codePointAt(chars, i, count);
        if (c >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            buffer[length++] = (byte) (0xF0 | (c >> 18));
            buffer[length++] = (byte) (0x80 | ((c >> 12) & 0x3F));
            buffer[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            buffer[length++] = (byte) (0x80 | (c & 0x3F));
            return 1;
        }
        // half of a surrogate pair is no character: UTF-8 has no bytes for it
        boolean half = Character.isSurrogate((char) c);
        int whole = half ? 0xFFFD : c;
        exact &= !half;
        if (whole < 0x800) {
            buffer[length++] = (byte) (0xC0 | (whole >> 6));
        } else {
            buffer[length++] = (byte) (0xE0 | (whole >> 12));
            buffer[length++] = (byte) (0x80 | ((whole >> 6) & 0x3F));
        }
        buffer[length++] = (byte) (0x80 | (whole & 0x3F));
        return 0;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length + more, buffer.length * 2));
        }
    }
}
