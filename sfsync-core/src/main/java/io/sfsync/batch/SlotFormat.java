/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.outcome.OutcomeKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The layout of one line of the outcomes file: letter, id, line of the source, place of the errors. All lines are
 * equally long, so that a record's line is found by its position, and plain text, so that a person can read them.
 */
final class SlotFormat {
    static final int LENGTH = 48;
    private static final int ID = 2;
    private static final int ID_LENGTH = 18;
    private static final int LINE = 21;
    private static final int LINE_DIGITS = 12;
    private static final int ERROR = 34;
    private static final int ERROR_DIGITS = 13;

    private static final byte[] BLANK = (" ".repeat(LENGTH - 1) + "\n").getBytes(StandardCharsets.US_ASCII);

    private SlotFormat() {}

    static long offset(long position) {
        return (position - 1) * LENGTH;
    }

    /** Writes a whole line at the buffer's position. */
    static void write(ByteBuffer out, byte letter, long line, long error) {
        int start = out.position();
        out.put(BLANK);
        out.put(start, letter);
        digits(out, start + LINE, LINE_DIGITS, line);
        if (error >= 0) {
            digits(out, start + ERROR, ERROR_DIGITS, error);
        }
    }

    /** Writes all but the source's line into the line that starts at this index. */
    static void update(ByteBuffer out, int start, OutcomeKind kind, @Nullable String id, long error) {
        if (id != null) {
            for (int i = 0; i < ID_LENGTH; i++) {
                out.put(start + ID + i, i < id.length() ? (byte) id.charAt(i) : (byte) ' ');
            }
        }
        if (error >= 0) {
            digits(out, start + ERROR, ERROR_DIGITS, error);
        }
        // The letter comes last: a line without it is pending.
        out.put(start, OutcomeLetter.of(kind));
    }

    static @Nullable OutcomeKind kind(ByteBuffer in, int start) {
        return OutcomeLetter.kind(in.get(start));
    }

    static boolean isBlank(ByteBuffer in, int start) {
        return in.get(start) <= ' ';
    }

    static @Nullable String id(ByteBuffer in, int start) {
        byte[] text = new byte[ID_LENGTH];
        for (int i = 0; i < ID_LENGTH; i++) {
            text[i] = in.get(start + ID + i);
        }
        String id = new String(text, StandardCharsets.US_ASCII).trim();
        return id.isEmpty() ? null : id;
    }

    static long line(ByteBuffer in, int start) {
        return number(in, start + LINE, LINE_DIGITS);
    }

    static long error(ByteBuffer in, int start) {
        return number(in, start + ERROR, ERROR_DIGITS);
    }

    private static void digits(ByteBuffer out, int start, int count, long value) {
        long rest = value;
        int i = count - 1;
        for (; rest > 0; i--) {
            out.put(start + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        for (; i >= 0; i--) {
            out.put(start + i, (byte) '0');
        }
    }

    private static long number(ByteBuffer in, int start, int count) {
        if (in.get(start) == ' ') {
            return OutcomeLog.NO_ERRORS;
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value * 10 + in.get(start + i) - '0';
        }
        return value;
    }
}
