/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a query into tokens. */
final class Lexer {

    private static final Pattern DATETIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:?\\d{2})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?![\\d:Tt])");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SIGN = Pattern.compile("!=|<>|<=|>=|[=<>(),.:]");

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String query) {
        this.query = query;
    }

    /** Never empty: the last token is the end. */
    static List<Token> tokens(String query) {
        Lexer lexer = new Lexer(query);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < query.length()) {
            if (Character.isWhitespace(query.charAt(at))) {
                at++;
            } else if (query.charAt(at) == '\'') {
                quoted();
            } else if (!take(DATETIME, TokenKind.DATETIME)
                    && !take(DATE, TokenKind.DATE)
                    && !take(NUMBER, TokenKind.NUMBER)
                    && !take(WORD, TokenKind.WORD)
                    && !take(SIGN, TokenKind.SIGN)) {
                throw noAlternative();
            }
        }
        tokens.add(new Token(TokenKind.END, "", query.length(), query.length()));
    }

    private boolean take(Pattern pattern, TokenKind kind) {
        Matcher matcher = pattern.matcher(query).region(at, query.length());
        matcher.useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return false;
        }
        tokens.add(new Token(kind, matcher.group(), at, matcher.end()));
        at = matcher.end();
        return true;
    }

    private void quoted() {
        StringBuilder text = new StringBuilder();
        int start = at++;
        while (at < query.length() && query.charAt(at) != '\'') {
            if (query.charAt(at) == '\\') {
                at++;
                text.append(escaped(start));
            } else {
                text.append(query.charAt(at++));
            }
        }
        if (at >= query.length()) {
            throw SoqlException.at(
                    query,
                    start,
                    "MALFORMED_QUERY",
                    place(query.length()) + " mismatched character " + "'<EOF>' expecting '''");
        }
        at++;
        tokens.add(new Token(TokenKind.TEXT, text.toString(), start, at));
    }

    /** The escapes of the SOQL reference, "Quoted String Escape Sequences". */
    private String escaped(int start) {
        if (at >= query.length()) {
            return "";
        }
        char c = query.charAt(at++);
        return switch (c) {
            case 'n', 'N' -> "\n";
            case 'r', 'R' -> "\r";
            case 't', 'T' -> "\t";
            case 'b', 'B' -> "\b";
            case 'f', 'F' -> "\f";
            case 'u' -> unicode(start);
            case '"', '\'', '\\' -> String.valueOf(c);
            case '_', '%' -> String.valueOf(Literal.Text.quoteWildcard(c));
            default ->
                throw SoqlException.at(
                        query, start, "MALFORMED_QUERY", "Illegal character sequence '\\" + c + "' in string literal");
        };
    }

    private String unicode(int start) {
        if (at + 4 <= query.length()) {
            String digits = query.substring(at, at + 4);
            if (digits.matches("[0-9A-Fa-f]{4}")) {
                at += 4;
                return String.valueOf((char) Integer.parseInt(digits, 16));
            }
        }
        throw SoqlException.at(query, start, "MALFORMED_QUERY", "Illegal character sequence '\\u' in string literal");
    }

    private SoqlException noAlternative() {
        return SoqlException.at(
                query,
                at,
                "MALFORMED_QUERY",
                place(at) + " no viable alternative at character '" + query.charAt(at) + "'");
    }

    private String place(int position) {
        int lineStart = query.lastIndexOf('\n', position - 1) + 1;
        long row = query.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
        return "line " + row + ":" + (position - lineStart);
    }
}
