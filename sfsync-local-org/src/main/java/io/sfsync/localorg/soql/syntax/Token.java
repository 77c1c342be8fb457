/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.Locale;

/**
 * One word of a query.
 *
 * @param kind what it is
 * @param text the text as written, or for a quoted text what it means
 * @param position where it begins, a 0-based index into the query
 * @param end the index after its last character
 */
record Token(TokenKind kind, String text, int position, int end) {

    boolean isWord(String word) {
        return kind == TokenKind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(String sign) {
        return kind == TokenKind.SIGN && text.equals(sign);
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }

    /** How an error message names this token. */
    String shown() {
        return kind == TokenKind.END ? "<EOF>" : text;
    }
}
