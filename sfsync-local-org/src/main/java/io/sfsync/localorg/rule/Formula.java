/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rule;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A formula over the fields of one record, for instance {@code AND(ISBLANK(Phone), Amount > 1000)}. Known are field names, texts in single or
 * double quotes, numbers, {@code TRUE}, {@code FALSE}, {@code NULL}, the operators {@code = == <> != < <= > >= + - * / & && || !} and the
 * functions {@code AND, OR, NOT, IF, ISBLANK, ISNULL, ISPICKVAL, ISNEW, LEN, TEXT, VALUE, CONTAINS, BEGINS, REGEX, TODAY, BLANKVALUE, UPPER,
 * LOWER, TRIM, MOD, ABS}. Texts are compared with regard to case, as formulas are (Salesforce help, Formula Operators and Functions). Immutable.
 */
public final class Formula {
    private final String text;
    private final Node root;
    private final Set<String> fields;

    private Formula(String text, Node root, Set<String> fields) {
        this.text = text;
        this.root = root;
        this.fields = Set.copyOf(fields);
    }

    /**
     * Reads a formula.
     *
     * @throws FormulaException if it is wrong; the message says where
     */
    public static Formula parse(String text) {
        FormulaParser parser = new FormulaParser(text);
        Node root = parser.parse();
        return new Formula(text, root, parser.fields());
    }

    /** The names of the fields it speaks of, as they are written. */
    public Set<String> fields() {
        return fields;
    }

    /** True if the formula is true of a record; a blank is false. */
    public boolean holds(FormulaRecord record) {
        return Values.truth(root.value(record));
    }

    @Override
    public String toString() {
        return text;
    }

    /** A part of a formula. */
    @FunctionalInterface
    interface Node {
        /** A {@code String}, {@code Double} or {@code Boolean}, or null for a blank. */
        @Nullable
        Object value(FormulaRecord record);
    }

    /** The record that a formula is asked about. */
    public interface FormulaRecord {
        /** A {@code String}, a {@code Number} or a {@code Boolean}; dates are days, date-times milliseconds; null for a blank. */
        @Nullable
        Object field(String name);

        /** True if the record is being created. */
        boolean isNew();

        /** Days since 1970-01-01. */
        long today();
    }
}
