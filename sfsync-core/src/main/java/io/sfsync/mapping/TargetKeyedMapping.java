/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import io.sfsync.document.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code fields:}, where each target field says where its value comes from. */
final class TargetKeyedMapping {
    private static final String FROM = "from";
    private static final String VALUE = "value";
    private static final String EXPRESSION = "expression";
    private static final String DO = "do";
    private static final String LOOKUP = "lookup";
    private static final String DEFAULT = "default";
    private static final String OPTIONAL = "optional";
    private static final String WHEN = "when";
    static final Set<String> KEYS = Set.of(FROM, VALUE, EXPRESSION, DO, LOOKUP, DEFAULT, OPTIONAL, WHEN);

    private final Problems problems;
    private final MappingContext context;
    private final StepReader stepReader;
    private final Set<String> targets = new HashSet<>();

    TargetKeyedMapping(Problems problems, MappingContext context) {
        this.problems = problems;
        this.context = context;
        this.stepReader = new StepReader(problems, context);
    }

    List<FieldRule> rules(DocumentNode fields) {
        List<FieldRule> rules = new ArrayList<>();
        fields.entries().forEach((target, node) -> {
            TargetPaths.problem(target).ifPresent(problem -> problems.add(node.line(), problem));
            TargetPaths.clash(target, targets).ifPresent(problem -> problems.add(node.line(), problem));
            if (node.isList()) {
                rules.addAll(alternatives(target, node));
            } else {
                add(node.isMap() ? detailed(target, node) : renamed(target, node), rules);
            }
        });
        return rules;
    }

    private static void add(@Nullable FieldRule rule, List<FieldRule> rules) {
        if (rule != null) {
            rules.add(rule);
        }
    }

    /** Several ways to a value: the first whose condition holds and which gives one. */
    private List<FieldRule> alternatives(String target, DocumentNode node) {
        List<FieldRule> rules = new ArrayList<>();
        if (node.items().isEmpty()) {
            problems.add(node.line(), missingFrom(target));
        }
        for (DocumentNode item : node.items()) {
            FieldRule rule = item.isMap() ? detailed(target, item) : renamed(target, item);
            add(rule == null || rules.isEmpty() ? rule : rule.asAlternative(), rules);
        }
        return rules;
    }

    private @Nullable FieldRule renamed(String target, DocumentNode node) {
        if (node.isList() || node.content() == null || node.text().isBlank()) {
            problems.add(node.line(), missingFrom(target));
            return null;
        }
        return new FieldRule(target, Origin.of(new SourcePath(node.text())), List.of(), null, false);
    }

    private @Nullable FieldRule detailed(String target, DocumentNode node) {
        Map<String, DocumentNode> entries = node.entries();
        entries.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                problems.add(value.line(), "unknown key '" + key + "' of field " + target + Suggestion.of(key, KEYS));
            }
        });
        Condition when = new ConditionReader(problems, context).read(target, entries.get(WHEN));
        DocumentNode value = entries.get(VALUE);
        if (value != null) {
            return constant(target, value, entries.size() - (when == null ? 0 : 1), when);
        }
        StepReader.Steps steps = steps(entries);
        Origin origin = origin(target, node, steps.joining());
        if (origin == null) {
            return null;
        }
        DocumentNode fallback = entries.get(DEFAULT);
        return new FieldRule(
                target,
                origin,
                steps.steps(),
                fallback == null ? null : single(target, DEFAULT, fallback),
                MappingFile.flag(entries.get(OPTIONAL), OPTIONAL, problems),
                when,
                false);
    }

    private StepReader.Steps steps(Map<String, DocumentNode> entries) {
        StepReader.Steps steps = stepReader.read(entries.get(DO));
        DocumentNode lookup = entries.get(LOOKUP);
        if (lookup == null) {
            return steps;
        }
        List<FieldRule.Step> all = new ArrayList<>(steps.steps());
        all.addAll(stepReader
                .read(new DocumentNode(lookup.line(), Map.of(LOOKUP, lookup), ""))
                .steps());
        return new StepReader.Steps(steps.joining(), all);
    }

    private @Nullable Origin origin(String target, DocumentNode node, Origin.@Nullable Joining joining) {
        DocumentNode from = node.entries().get(FROM);
        DocumentNode expression = node.entries().get(EXPRESSION);
        if (from != null && expression != null) {
            problems.add(
                    expression.line(),
                    "field " + target + " has both 'from' and 'expression'; an expression sees the whole record, so"
                            + " leave 'from' out");
        }
        if (expression != null) {
            ExpressionReader.Read read = new ExpressionReader(problems, context.expressions())
                    .read("'expression' of field " + target, expression, false);
            return read == null
                    ? null
                    : new Origin(List.of(), null, new Origin.Computed(read.name(), read.expression()));
        }
        if (from == null) {
            problems.add(node.line(), missingFrom(target));
            return null;
        }
        List<SourcePath> sources = sources(target, from);
        if (sources.size() > 1 && joining == null) {
            problems.add(
                    from.line(),
                    "field " + target + " has " + sources.size() + " sources: say how they become one value, with"
                            + " do: [{concat: ' '}] or do: [coalesce]");
        }
        return new Origin(sources, joining, null);
    }

    private FieldRule constant(String target, DocumentNode value, int keys, @Nullable Condition when) {
        if (keys > 1) {
            problems.add(
                    value.line(), "field " + target + " has a constant 'value', which takes no other key but 'when'");
        }
        Object constant = single(target, VALUE, value);
        return new FieldRule(target, Origin.CONSTANT, List.of(), constant, false, when, false);
    }

    private List<SourcePath> sources(String target, DocumentNode from) {
        List<SourcePath> sources = new ArrayList<>();
        for (DocumentNode item : from.items()) {
            if (item.isMap()
                    || item.isList()
                    || item.content() == null
                    || item.text().isBlank()) {
                problems.add(item.line(), "'from' of field " + target + " must name a source column, or several");
            } else {
                sources.add(new SourcePath(item.text()));
            }
        }
        return sources;
    }

    private @Nullable Object single(String target, String key, DocumentNode node) {
        if (node.isMap() || node.isList()) {
            problems.add(node.line(), "'" + key + "' of field " + target + " must be a single value");
            return null;
        }
        return node.content();
    }

    private static String missingFrom(String target) {
        return "field " + target + " does not say where its value comes from: name a source column, as in " + target
                + ": SomeColumn or " + target + ": {from: SomeColumn}, or a constant, as in " + target
                + ": {value: X}";
    }
}
