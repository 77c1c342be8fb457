/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

/**
 * Draws the place of an error the way the org does: a part of the query, a caret, row and column. The part reaches 30 characters to both
 * sides and from there on to the end of the word, which is what all recorded messages have in common (amp-labs/connectors, forcedotcom's
 * function SDKs, public logs).
 */
final class Caret {
    private static final int WINDOW = 30;

    private Caret() {}

    /** A message about what stands at the place; columns count from 1. */
    static String message(String query, int position, String reason) {
        return message(query, position, 0, reason);
    }

    /**
     * A message of the parser about a token: its columns count from 0, so that the caret stands one place before the token, as recorded in
     * public logs ({@code Row:1:Column:50} and {@code Row:1:Column:78} for {@code unexpected token: 'From'}).
     */
    static String unexpected(String query, int position, String reason) {
        return message(query, position, 1, reason);
    }

    private static String message(String query, int position, int before, String reason) {
        int lineStart = query.lastIndexOf('\n', position - 1) + 1;
        int newLine = query.indexOf('\n', position);
        int lineEnd = newLine < 0 ? query.length() : newLine;
        int place = Math.max(lineStart, position - before);
        int from = start(query, place, lineStart);
        int to = end(query, place, lineEnd);
        long row = query.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        return "\n" + query.substring(from, to) + "\n" + " ".repeat(place - from) + "^\nERROR at Row:" + row
                + ":Column:" + (place - lineStart + 1) + "\n" + reason;
    }

    private static int start(String query, int place, int lineStart) {
        int from = Math.max(lineStart, place - WINDOW);
        while (from > lineStart && !isBoundary(query.charAt(from - 1))) {
            from--;
        }
        while (from < place && from > lineStart && query.charAt(from) == ' ') {
            from++;
        }
        return from;
    }

    private static int end(String query, int place, int lineEnd) {
        int to = Math.min(lineEnd, place + WINDOW);
        while (to < lineEnd && !isBoundary(query.charAt(to))) {
            to++;
        }
        return to;
    }

    private static boolean isBoundary(char c) {
        return c == ' ' || c == ',' || c == '\t';
    }
}
