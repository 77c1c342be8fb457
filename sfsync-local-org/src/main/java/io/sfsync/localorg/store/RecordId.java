/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import org.jspecify.annotations.Nullable;

/**
 * Record ids as the store keeps them: a {@code long} of key prefix (18 bits) and row number (42 bits), written as Salesforce's 18
 * characters only at the edge.
 *
 * <p>An id is 15 case-sensitive base-62 characters: 3 of key prefix, 3 of instance ({@code Lo0}), 9 of row number; then 3 check characters,
 * one for each group of five, that index {@code A-Z0-5} by a 5-bit number whose bit k is set where character k is upper case (Salesforce
 * help; verified against ids recorded by tablexi/restforce-db and SFDO-Tooling/CumulusCI). Ids of other instances are well formed and
 * belong to no record here: they read as {@link #FOREIGN_ROW} of their prefix. Row 0 is written with nothing but zeros, as the master
 * record type {@code 012000000000000AAA} is.
 */
public final class RecordId {
    /** The row number that stands for every well-formed id of another instance. */
    public static final long FOREIGN_ROW = (1L << 42) - 1;

    /** What {@link #parse} gives for text that is no id. */
    public static final long MALFORMED = -1;

    private static final int ROW_BITS = 42;
    private static final String INSTANCE = "Lo0";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private RecordId() {}

    /** The id of a row of the object with that key prefix. */
    public static long of(String keyPrefix, long row) {
        return prefixNumber(keyPrefix, 0) << ROW_BITS | row;
    }

    /** The row number in an id. */
    public static long row(long id) {
        return id & FOREIGN_ROW;
    }

    /** The key prefix in an id. */
    public static String keyPrefix(long id) {
        int number = (int) (id >>> ROW_BITS);
        char[] prefix = {DIGITS.charAt(number / (62 * 62)), DIGITS.charAt(number / 62 % 62), DIGITS.charAt(number % 62)
        };
        return new String(prefix);
    }

    /** The id in 18 characters. */
    public static String format(long id) {
        char[] text = new char[18];
        write(id, text);
        for (int group = 0; group < 3; group++) {
            text[15 + group] = checkCharacter(text, group * 5);
        }
        return new String(text);
    }

    /** The id in 15 characters, as some error messages have it. */
    public static String format15(long id) {
        char[] text = new char[15];
        write(id, text);
        return new String(text);
    }

    /** The 18 characters of a 15-character id. */
    public static String to18(String id15) {
        char[] text = (id15 + "   ").toCharArray();
        for (int group = 0; group < 3; group++) {
            text[15 + group] = checkCharacter(text, group * 5);
        }
        return new String(text);
    }

    /**
     * Reads an id of 15 characters, or of 18 with the right check characters.
     *
     * @return the id, or {@link #MALFORMED} for everything else
     */
    public static long parse(@Nullable String text) {
        if (text == null || (text.length() != 15 && text.length() != 18)) {
            return MALFORMED;
        }
        for (int i = 0; i < text.length(); i++) {
            if (digit(text.charAt(i)) < 0) {
                return MALFORMED;
            }
        }
        if (text.length() == 18 && !to18(text.substring(0, 15)).equals(text)) {
            return MALFORMED;
        }
        return prefixNumber(text, 0) << ROW_BITS | rowNumber(text);
    }

    private static long rowNumber(String text) {
        long row = 0;
        for (int i = 6; i < 15; i++) {
            row = row * 62 + digit(text.charAt(i));
        }
        boolean here = text.startsWith(row == 0 ? "000" : INSTANCE, 3);
        return here && row < FOREIGN_ROW ? row : FOREIGN_ROW;
    }

    private static long prefixNumber(String text, int from) {
        return (digit(text.charAt(from)) * 62L + digit(text.charAt(from + 1))) * 62L + digit(text.charAt(from + 2));
    }

    private static void write(long id, char[] text) {
        long row = row(id);
        int number = (int) (id >>> ROW_BITS);
        text[0] = DIGITS.charAt(number / (62 * 62));
        text[1] = DIGITS.charAt(number / 62 % 62);
        text[2] = DIGITS.charAt(number % 62);
        (row == 0 ? "000" : INSTANCE).getChars(0, 3, text, 3);
        for (int i = 14; i >= 6; i--) {
            text[i] = DIGITS.charAt((int) (row % 62));
            row /= 62;
        }
    }

    private static char checkCharacter(char[] text, int from) {
        int bits = 0;
        for (int k = 0; k < 5; k++) {
            char c = text[from + k];
            if (c >= 'A' && c <= 'Z') {
                bits |= 1 << k;
            }
        }
        return CHECK.charAt(bits);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 10;
        }
        return c >= 'a' && c <= 'z' ? c - 'a' + 36 : -1;
    }
}
