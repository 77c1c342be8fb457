/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

/** Draws the place of an error the way the org does: a part of the query, a caret, row and column. */
final class Caret {

    /** How many characters around the place are shown at most; the part is then cut to whole words. */
    private static final int WINDOW = 45;

    private Caret() {}

    static String message(String query, int position, String reason) {
        int lineStart = query.lastIndexOf('\n', position - 1) + 1;
        int newLine = query.indexOf('\n', position);
        int lineEnd = newLine < 0 ? query.length() : newLine;
        int from = start(query, position, lineStart);
        int to = end(query, position, lineEnd);
        long row = query.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        return "\n" + query.substring(from, to) + "\n" + " ".repeat(position - from) + "^\nERROR at Row:" + row
                + ":Column:" + (position - lineStart + 1) + "\n" + reason;
    }

    private static int start(String query, int position, int lineStart) {
        if (position - lineStart <= WINDOW) {
            return lineStart;
        }
        int from = position - WINDOW;
        while (from < position && !isBoundary(query.charAt(from - 1))) {
            from++;
        }
        while (from < position && query.charAt(from) == ' ') {
            from++;
        }
        return from;
    }

    private static int end(String query, int position, int lineEnd) {
        if (lineEnd - position <= WINDOW) {
            return lineEnd;
        }
        int to = position + WINDOW;
        while (to > position && !isBoundary(query.charAt(to))) {
            to--;
        }
        while (to > position && isBoundary(query.charAt(to - 1))) {
            to--;
        }
        return to == position ? Math.min(lineEnd, position + WINDOW) : to;
    }

    private static boolean isBoundary(char c) {
        return c == ' ' || c == ',' || c == '\t';
    }
}
