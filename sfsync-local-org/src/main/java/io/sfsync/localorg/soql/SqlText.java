/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import java.util.ArrayList;
import java.util.List;

/** A piece of SQL and the values of its question marks. */
final class SqlText {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    SqlText add(String text) {
        sql.append(text);
        return this;
    }

    SqlText parameter(Object value) {
        sql.append('?');
        parameters.add(value);
        return this;
    }

    SqlText add(SqlText other) {
        sql.append(other.sql);
        parameters.addAll(other.parameters);
        return this;
    }

    boolean isEmpty() {
        return sql.isEmpty();
    }

    List<Object> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return sql.toString();
    }
}
