/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

/** A comparison of one field with one value. */
public enum Operator {
    /** Equal; texts are compared without case. */
    EQUAL("="),
    /** Not equal; unlike SQL this holds for an empty field too. */
    NOT_EQUAL("<>"),
    /** Less. */
    LESS("<"),
    /** Less or equal. */
    AT_MOST("<="),
    /** Greater. */
    GREATER(">"),
    /** Greater or equal. */
    AT_LEAST(">="),
    /** Like a pattern with {@code %} and {@code _}, without case. */
    LIKE("LIKE");

    private final String sql;

    Operator(String sql) {
        this.sql = sql;
    }

    /** The same comparison in SQL. */
    public String sql() {
        return sql;
    }
}
