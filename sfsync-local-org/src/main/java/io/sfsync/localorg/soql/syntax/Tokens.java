/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.List;
import java.util.Set;

/** The tokens of one query and a finger on the next one. */
final class Tokens {

    /** Words that cannot be a name or an alias; the reserved keywords of the SOQL reference and the clause words. */
    private static final Set<String> RESERVED = Set.of(
            "AND",
            "ASC",
            "DESC",
            "EXCLUDES",
            "FIRST",
            "FROM",
            "GROUP",
            "HAVING",
            "IN",
            "INCLUDES",
            "LAST",
            "LIKE",
            "LIMIT",
            "NOT",
            "NULL",
            "NULLS",
            "OFFSET",
            "OR",
            "ORDER",
            "SELECT",
            "TYPEOF",
            "USING",
            "WHERE",
            "WITH",
            "FOR",
            "UPDATE",
            "ALL");

    /** SOQL and SOSL Reference, "SOQL Limits". */
    private static final int MAX_LENGTH = 100_000;

    /** How deep parentheses and functions may be nested; no more than any client writes and few enough for every stack. */
    private static final int MAX_DEPTH = 100;

    private final String query;
    private final List<Token> tokens;
    private int depth;
    private int next;

    Tokens(String query) {
        if (query.length() > MAX_LENGTH) {
            throw new SoqlException(
                    "MALFORMED_QUERY", "SOQL statements cannot be longer than " + MAX_LENGTH + " characters");
        }
        this.query = query;
        this.tokens = Lexer.tokens(query);
    }

    String query() {
        return query;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        if (token.kind() != TokenKind.END) {
            next++;
        }
        return token;
    }

    boolean takeWord(String word) {
        if (peek().isWord(word)) {
            next++;
            return true;
        }
        return false;
    }

    boolean takeSign(String sign) {
        if (peek().isSign(sign)) {
            next++;
            return true;
        }
        return false;
    }

    /** Goes one level deeper; {@link #leave} comes back. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw malformed(peek().position(), "The query is nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    void leave() {
        depth--;
    }

    Token expectWord(String word) {
        if (!peek().isWord(word)) {
            throw unexpected(peek());
        }
        return take();
    }

    void expectSign(String sign) {
        if (!takeSign(sign)) {
            throw unexpected(peek());
        }
    }

    Token expectName() {
        if (!isName(peek())) {
            throw unexpected(peek());
        }
        return take();
    }

    /** A name in a place where objects and relationships are named: {@code Group} and {@code Order} are no clauses there. */
    Token expectObject() {
        boolean clause = peek(1).isWord("BY");
        return !clause && (peek().isWord("GROUP") || peek().isWord("ORDER")) ? take() : expectName();
    }

    static boolean isName(Token token) {
        return token.kind() == TokenKind.WORD && !RESERVED.contains(token.upper());
    }

    /** A whole number that is not negative, for LIMIT and OFFSET. */
    int expectCount() {
        Token token = peek();
        if (token.kind() != TokenKind.NUMBER || !token.text().matches("\\d{1,9}")) {
            throw unexpected(token);
        }
        take();
        return Integer.parseInt(token.text());
    }

    SoqlException unexpected(Token token) {
        return SoqlException.unexpected(query, token.position(), token.shown());
    }

    SoqlException malformed(int position, String reason) {
        return SoqlException.at(query, position, "MALFORMED_QUERY", reason);
    }
}
