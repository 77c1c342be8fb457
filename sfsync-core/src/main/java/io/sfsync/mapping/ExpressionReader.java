/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code {simple: '...'}}: the name of a language of the host and a text in it. */
final class ExpressionReader {
    private final Problems problems;
    private final Expressions expressions;

    ExpressionReader(Problems problems, Expressions expressions) {
        this.problems = problems;
        this.expressions = expressions;
    }

    /** An expression and its name in messages. */
    record Read(String name, Expression expression) {}

    /** @param place what messages call the place of the expression */
    @Nullable
    Read read(String place, DocumentNode node, boolean condition) {
        if (node.entries().size() != 1) {
            problems.add(
                    node.line(), place + " must be a language with its text, as in {simple: '${body[a]}-${body[b]}'}");
            return null;
        }
        Map.Entry<String, DocumentNode> entry =
                node.entries().entrySet().iterator().next();
        String language = entry.getKey();
        String text = entry.getValue().text();
        try {
            Optional<Expression> found =
                    condition ? expressions.condition(language, text) : expressions.value(language, text);
            if (found.isEmpty()) {
                problems.add(entry.getValue().line(), place + ": there is no language '" + language + "' here");
                return null;
            }
            return new Read(language + "(" + text + ")", found.get());
        } catch (IllegalArgumentException e) {
            problems.add(entry.getValue().line(), place + ": " + e.getMessage());
            return null;
        }
    }
}
