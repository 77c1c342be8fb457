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

    private final String query;
    private final List<Token> tokens;
    private int next;

    Tokens(String query) {
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
        return malformed(token.position(), "unexpected token: '" + token.shown() + "'");
    }

    SoqlException malformed(int position, String reason) {
        return SoqlException.at(query, position, "MALFORMED_QUERY", reason);
    }
}
