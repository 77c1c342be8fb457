/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

/** The column delimiter of a job's data and results. */
public enum ColumnDelimiter {
    /** {@code ^}. */
    CARET('^'),
    /** {@code `}. */
    BACKQUOTE('`'),
    /** {@code ,}: the default. */
    COMMA(','),
    /** {@code |}. */
    PIPE('|'),
    /** {@code ;}. */
    SEMICOLON(';'),
    /** The tabulator. */
    TAB('\t');

    private final char character;

    ColumnDelimiter(char character) {
        this.character = character;
    }

    /** The character itself, always ASCII. */
    public char character() {
        return character;
    }
}
