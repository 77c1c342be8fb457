/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.Optional;

/** The languages of the host, such as {@code simple} or {@code jsonpath}: the engine has none of its own. */
public interface Expressions {
    /** No language at all. */
    Expressions NONE = new Expressions() {
        @Override
        public Optional<Expression> value(String language, String text) {
            return Optional.empty();
        }

        @Override
        public Optional<Expression> condition(String language, String text) {
            return Optional.empty();
        }
    };

    /**
     * The compiled expression, nothing where the host has no language of this name.
     *
     * @throws IllegalArgumentException if the text is none of the language
     */
    Optional<Expression> value(String language, String text);

    /**
     * The compiled condition, nothing where the host has no language of this name.
     *
     * @throws IllegalArgumentException if the text is none of the language
     */
    Optional<Expression> condition(String language, String text);
}
