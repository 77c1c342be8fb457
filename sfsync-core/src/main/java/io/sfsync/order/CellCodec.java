/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.order;

import io.sfsync.record.Absent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One value in bytes. Texts, booleans and numbers keep their kind; of anything else its text is kept. */
final class CellCodec {
    private static final int MISSING = 0;
    private static final int ABSENT = 1;
    private static final int TEXT = 2;
    private static final int UTF_16 = 3;
    private static final int TRUE = 4;
    private static final int FALSE = 5;
    private static final int LONG = 6;
    private static final int INT = 7;
    private static final int NUMBER = 8;
    private static final int DOUBLE = 9;

    private CellCodec() {}

    static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(MISSING);
        } else if (value == Absent.VALUE) {
            out.writeByte(ABSENT);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof Number number) {
            number(out, number);
        } else {
            text(out, value.toString());
        }
    }

    private static void number(DataOutputStream out, Number number) throws IOException {
        if (number instanceof Integer) {
            out.writeByte(INT);
            out.writeInt(number.intValue());
        } else if (number instanceof Long) {
            out.writeByte(LONG);
            out.writeLong(number.longValue());
        } else if (number instanceof Double) {
            out.writeByte(DOUBLE);
            out.writeDouble(number.doubleValue());
        } else {
            out.writeByte(NUMBER);
            bytes(out, number.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        // half of a surrogate pair has no bytes in UTF-8, and comes back as it was
        boolean wide = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        if (wide) {
            out.writeByte(UTF_16);
            out.writeInt(text.length());
            out.writeChars(text);
        } else {
            out.writeByte(TEXT);
            bytes(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static @Nullable Object read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case MISSING -> null;
            case ABSENT -> Absent.VALUE;
            case TEXT -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            case UTF_16 -> wide(in);
            case TRUE -> true;
            case FALSE -> false;
            case LONG -> in.readLong();
            case INT -> in.readInt();
            case DOUBLE -> in.readDouble();
            case NUMBER -> new BigDecimal(new String(in.readNBytes(in.readInt()), StandardCharsets.US_ASCII));
            default -> throw new IOException("no value is of kind " + kind);
        };
    }

    private static String wide(DataInputStream in) throws IOException {
        char[] chars = new char[in.readInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }
}
