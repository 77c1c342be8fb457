/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

/** As much of a text as a terminal should show. A value that is too long for its field stands in the message about it. */
final class Excerpt {
    private static final int LENGTH = 200;

    private Excerpt() {}

    /** One line of at most 200 characters. */
    static String of(String text) {
        return of(text, LENGTH);
    }

    /** One line of at most so many characters. */
    static String of(String text, int length) {
        String line = text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 4)) + " ...";
        return line.replaceAll("\\p{Cntrl}+", " ");
    }
}
