/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

/** What a piece of a query is, before the grammar looks at it. */
enum TokenKind {
    /** A name or a keyword; keywords are not reserved by the lexer. */
    WORD,
    /** A quoted text, its escapes undone. */
    TEXT,
    /** A number, with its sign. */
    NUMBER,
    /** A day, {@code 2026-11-21}. */
    DATE,
    /** An instant, {@code 2026-11-21T07:00:00Z}, with any offset. */
    DATETIME,
    /** A comma, a dot, a parenthesis, a comparison sign, a colon. */
    SIGN,
    /** The end of the query. */
    END
}
