/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql.syntax;

import java.util.List;

/** A condition of a WHERE or HAVING. */
public sealed interface Condition {

    /**
     * Every part must hold.
     *
     * @param parts at least two
     */
    record All(List<Condition> parts) implements Condition {

        /** Copies the list. */
        public All {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One part must hold.
     *
     * @param parts at least two
     */
    record Any(List<Condition> parts) implements Condition {

        /** Copies the list. */
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The part must not hold.
     *
     * @param part the part
     */
    record Not(Condition part) implements Condition {}

    /**
     * A comparison with one value.
     *
     * @param left the field or function
     * @param operator how to compare
     * @param right the value
     */
    record Comparison(Expression left, Operator operator, Literal right) implements Condition {}

    /**
     * {@code IN} or {@code NOT IN} with written values.
     *
     * @param left the field or function
     * @param negated whether it is {@code NOT IN}
     * @param values at least one
     */
    record Membership(Expression left, boolean negated, List<Literal> values) implements Condition {

        /** Copies the list. */
        public Membership {
            values = List.copyOf(values);
        }
    }

    /**
     * {@code IN} or {@code NOT IN} with a query.
     *
     * @param left the field
     * @param negated whether it is {@code NOT IN}
     * @param query the query of one field
     * @param position where the query's parenthesis stands
     */
    record SemiJoin(Expression left, boolean negated, SoqlQuery query, int position) implements Condition {}

    /**
     * {@code INCLUDES} or {@code EXCLUDES}.
     *
     * @param left the multi-select picklist
     * @param negated whether it is {@code EXCLUDES}
     * @param values alternatives, each a list of values joined by semicolons
     */
    record Selection(FieldPath left, boolean negated, List<Literal.Text> values) implements Condition {

        /** Copies the list. */
        public Selection {
            values = List.copyOf(values);
        }
    }
}
