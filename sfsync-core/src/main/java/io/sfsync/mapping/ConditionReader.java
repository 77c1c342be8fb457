/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import io.sfsync.document.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code when:}: a column that must have a value, or columns with what their values must be, all of them: a value
 * or a list of values, {@code is}, {@code not}, {@code above}, {@code below}, {@code matches}, {@code missing}, or
 * {@code expression} with a language of the host.
 */
final class ConditionReader {
    private static final String EXPRESSION = "expression";
    private static final Set<String> TESTS = Set.of("is", "not", "above", "below", "matches", "missing");

    private final Problems problems;
    private final MappingContext context;

    ConditionReader(Problems problems, MappingContext context) {
        this.problems = problems;
        this.context = context;
    }

    @Nullable
    Condition read(String target, @Nullable DocumentNode node) {
        if (node == null) {
            return null;
        }
        List<SourcePath> columns = new ArrayList<>();
        List<Condition.Test> tests = new ArrayList<>();
        Expression expression = null;
        if (node.isMap() && !node.entries().isEmpty()) {
            for (Map.Entry<String, DocumentNode> entry : node.entries().entrySet()) {
                if (entry.getKey().equals(EXPRESSION)) {
                    expression = expression(target, entry.getValue());
                } else {
                    SourcePath column = new SourcePath(entry.getKey());
                    tests(target, entry.getValue()).forEach(test -> {
                        columns.add(column);
                        tests.add(test);
                    });
                }
            }
        } else if (node.isList() || node.content() == null || node.text().isBlank()) {
            problems.add(
                    node.line(),
                    "'when' of field " + target + " must name a column that has a value, as in when:"
                            + " Country, or say what it must be, as in when: {Country: [US, CA]}");
        } else {
            columns.add(new SourcePath(node.text()));
            tests.add(value -> value != null);
        }
        return new Condition(columns, tests, expression, String.valueOf(node.plain()));
    }

    private @Nullable Expression expression(String target, DocumentNode node) {
        ExpressionReader.Read read = new ExpressionReader(problems, context.expressions())
                .read("'expression' in 'when' of field " + target, node, true);
        return read == null ? null : read.expression();
    }

    private List<Condition.Test> tests(String target, DocumentNode node) {
        if (!node.isMap()) {
            return List.of(oneOf(node));
        }
        List<Condition.Test> tests = new ArrayList<>();
        node.entries().forEach((name, argument) -> {
            if (!TESTS.contains(name)) {
                problems.add(
                        argument.line(),
                        "unknown test '" + name + "' in 'when' of field " + target + Suggestion.of(name, TESTS));
                return;
            }
            try {
                tests.add(test(name, argument));
            } catch (IllegalArgumentException e) {
                problems.add(argument.line(), "'" + name + "' in 'when' of field " + target + " " + e.getMessage());
            }
        });
        return tests;
    }

    private static Condition.Test test(String name, DocumentNode argument) {
        return switch (name) {
            case "is" -> oneOf(argument);
            case "not" -> {
                Condition.Test test = oneOf(argument);
                yield value -> !test.holds(value);
            }
            case "above" -> compared(argument, sign -> sign > 0);
            case "below" -> compared(argument, sign -> sign < 0);
            case "matches" -> matches(argument);
            default -> missing(argument);
        };
    }

    private static Condition.Test oneOf(DocumentNode node) {
        Set<String> texts = new java.util.HashSet<>();
        boolean takesMissing = false;
        for (DocumentNode item : node.items()) {
            takesMissing |= item.content() == null;
            if (item.content() != null) {
                texts.add(item.text());
            }
        }
        boolean missingHolds = takesMissing;
        return value -> value == null ? missingHolds : texts.contains(value.toString());
    }

    private static Condition.Test compared(DocumentNode node, IntPredicate sign) {
        BigDecimal bound;
        try {
            bound = new BigDecimal(node.text());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, was '" + node.text() + "'", e);
        }
        return value ->
                value != null && sign.test(NumberTransforms.decimal(value).compareTo(bound));
    }

    private static Condition.Test matches(DocumentNode node) {
        try {
            Pattern pattern = Pattern.compile(node.text());
            return value -> value != null && pattern.matcher(value.toString()).find();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("must be a regular expression (" + e.getDescription() + ")", e);
        }
    }

    private static Condition.Test missing(DocumentNode node) {
        if (!(node.content() instanceof Boolean wanted)) {
            throw new IllegalArgumentException("must be true or false, was '" + node.text() + "'");
        }
        return value -> (value == null) == wanted;
    }
}
