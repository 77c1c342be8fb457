/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the transforms of one field: names, names with an argument in parentheses, and one-entry maps. */
final class StepReader {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)", Pattern.DOTALL);
    private static final String CONCAT = "concat";
    private static final String COALESCE = "coalesce";
    private static final String LOOKUP = "lookup";

    private final Problems problems;
    private final MappingContext context;

    StepReader(Problems problems, MappingContext context) {
        this.problems = problems;
        this.context = context;
    }

    /**
     * The steps of a field.
     *
     * @param joining how several sources become one, {@code null} where the steps do not say
     */
    record Steps(Origin.@Nullable Joining joining, List<FieldRule.Step> steps) {}

    Steps read(@Nullable DocumentNode node) {
        Origin.Joining joining = null;
        List<FieldRule.Step> steps = new ArrayList<>();
        List<DocumentNode> items = node == null || node.content() == null ? List.of() : node.items();
        for (DocumentNode item : items) {
            Call call = call(item);
            if (call == null) {
                problems.add(item.line(), "a transform is a name, or a name with its argument as in {truncate: 80}");
            } else if (call.name.equals(CONCAT) || call.name.equals(COALESCE)) {
                joining = joining(call, item, joining != null || !steps.isEmpty());
            } else {
                addStep(call, item, steps);
            }
        }
        return new Steps(joining, steps);
    }

    private Origin.Joining joining(Call call, DocumentNode item, boolean late) {
        if (late) {
            problems.add(item.line(), "'" + call.name + "' must come first: it makes one value of several");
        }
        if (call.name.equals(COALESCE)) {
            return new Origin.Joining(null);
        }
        return new Origin.Joining(call.argument == null ? "" : call.argument.toString());
    }

    private void addStep(Call call, DocumentNode item, List<FieldRule.Step> steps) {
        try {
            steps.add(step(call));
        } catch (IllegalArgumentException e) {
            problems.add(item.line(), String.valueOf(e.getMessage()));
        }
    }

    private FieldRule.Step step(Call call) {
        if (call.argument instanceof Transform given) {
            return new FieldRule.Step(call.name, given);
        }
        if (call.name.equals(LOOKUP)) {
            Lookup lookup = Lookup.of(call.argument, context);
            return new FieldRule.Step(call.label(), lookup.transform(), lookup.content());
        }
        if (!context.transforms().names().contains(call.name) && call.argument != null) {
            Optional<Expression> expression = context.expressions().value(call.name, call.argument.toString());
            if (expression.isPresent()) {
                return new FieldRule.Step(call.label(), computing(expression.get()));
            }
        }
        return new FieldRule.Step(call.label(), context.transforms().named(call.name, call.argument));
    }

    private static Transform computing(Expression expression) {
        return value -> {
            try {
                return expression.evaluate(value);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static @Nullable Call call(DocumentNode item) {
        if (item.isMap()) {
            if (item.entries().size() != 1) {
                return null;
            }
            Map.Entry<String, DocumentNode> entry =
                    item.entries().entrySet().iterator().next();
            return new Call(entry.getKey(), entry.getValue().plain());
        }
        if (item.content() instanceof Transform transform) {
            // the number of a lambda is another one in every run of the program
            return new Call(transform.getClass().getName().replaceFirst("\\$\\$Lambda.*", ".lambda"), transform);
        }
        if (item.isList() || !(item.content() instanceof String text)) {
            return null;
        }
        Matcher matcher = CALL.matcher(text.strip());
        return matcher.matches() ? new Call(matcher.group(1), matcher.group(2)) : new Call(text.strip(), null);
    }

    private record Call(String name, @Nullable Object argument) {
        String label() {
            return argument == null ? name : name + "(" + argument + ")";
        }
    }
}
