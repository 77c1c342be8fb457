/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a SELECT list. */
public sealed interface SelectItem {

    /** Where it begins in the query, a 0-based index. */
    int position();

    /**
     * A field or a function of one.
     *
     * @param expression the field or function
     * @param alias the name after it, or null
     */
    record Value(Expression expression, @Nullable String alias) implements SelectItem {
        @Override
        public int position() {
            return expression.position();
        }
    }

    /**
     * {@code FIELDS(ALL)}, {@code FIELDS(STANDARD)} or {@code FIELDS(CUSTOM)}.
     *
     * @param kind the word in parentheses, in upper case
     * @param position where it begins
     */
    record Fields(String kind, int position) implements SelectItem {}

    /**
     * A query of child records.
     *
     * @param query the query; its object is the name of a child relationship
     * @param position where its parenthesis stands
     */
    record Subquery(SoqlQuery query, int position) implements SelectItem {}

    /**
     * {@code TYPEOF What WHEN Account THEN Phone ELSE Name END}.
     *
     * @param relationship the polymorphic relationship
     * @param cases the fields by object
     * @param otherwise the fields of all other objects
     * @param position where it begins
     */
    record Typeof(FieldPath relationship, List<Case> cases, List<FieldPath> otherwise, int position)
            implements SelectItem {

        /** Copies the lists. */
        public Typeof {
            cases = List.copyOf(cases);
            otherwise = List.copyOf(otherwise);
        }
    }

    /**
     * One branch of a {@code TYPEOF}.
     *
     * @param object the object as written
     * @param fields the fields to show
     */
    record Case(String object, List<FieldPath> fields) {

        /** Copies the list. */
        public Case {
            fields = List.copyOf(fields);
        }
    }
}
