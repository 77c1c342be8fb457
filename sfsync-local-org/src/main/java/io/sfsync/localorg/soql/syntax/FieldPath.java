/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.List;

/**
 * A field, perhaps reached over relationships: {@code Name}, {@code Account.Owner.Name}.
 *
 * @param names the names as written, never empty
 * @param position where it begins in the query
 */
public record FieldPath(List<String> names, int position) implements Expression {

    /** Copies the names. */
    public FieldPath {
        names = List.copyOf(names);
    }

    /** The last name. */
    public String field() {
        return names.get(names.size() - 1);
    }

    /** The names before the last one. */
    public List<String> relationships() {
        return names.subList(0, names.size() - 1);
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
