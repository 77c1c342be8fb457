/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the transforms of one field: names, names with an argument in parentheses, and one-entry maps. */
final class StepReader {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)", Pattern.DOTALL);
    private static final String CONCAT = "concat";
    private static final String COALESCE = "coalesce";

    private final Problems problems;
    private final Transforms transforms;

    StepReader(Problems problems, Transforms transforms) {
        this.problems = problems;
        this.transforms = transforms;
    }

    /**
     * The steps of a field.
     *
     * @param joining how several sources become one, {@code null} where the steps do not say
     */
    record Steps(FieldRule.@Nullable Joining joining, List<FieldRule.Step> steps) {}

    Steps read(@Nullable MappingNode node) {
        FieldRule.Joining joining = null;
        List<FieldRule.Step> steps = new ArrayList<>();
        List<MappingNode> items = node == null || node.content() == null ? List.of() : node.items();
        for (MappingNode item : items) {
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

    private FieldRule.Joining joining(Call call, MappingNode item, boolean late) {
        if (late) {
            problems.add(item.line(), "'" + call.name + "' must come first: it makes one value of several");
        }
        if (call.name.equals(COALESCE)) {
            return new FieldRule.Joining(null);
        }
        return new FieldRule.Joining(call.argument == null ? "" : call.argument.toString());
    }

    private void addStep(Call call, MappingNode item, List<FieldRule.Step> steps) {
        try {
            Transform transform =
                    call.argument instanceof Transform given ? given : transforms.named(call.name, call.argument);
            steps.add(new FieldRule.Step(call.label(), transform));
        } catch (IllegalArgumentException e) {
            problems.add(item.line(), String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Call call(MappingNode item) {
        if (item.isMap()) {
            if (item.entries().size() != 1) {
                return null;
            }
            Map.Entry<String, MappingNode> entry =
                    item.entries().entrySet().iterator().next();
            MappingNode argument = entry.getValue();
            return argument.isMap() || argument.isList() ? null : new Call(entry.getKey(), argument.content());
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
            return argument == null || argument instanceof Transform ? name : name + "(" + argument + ")";
        }
    }
}
