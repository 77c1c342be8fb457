/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

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
    private static final String DO = "do";
    private static final String DEFAULT = "default";
    private static final String OPTIONAL = "optional";
    private static final Set<String> KEYS = Set.of(FROM, VALUE, DO, DEFAULT, OPTIONAL);

    private final Problems problems;
    private final StepReader stepReader;
    private final Set<String> targets = new HashSet<>();

    TargetKeyedMapping(Problems problems, Transforms transforms) {
        this.problems = problems;
        this.stepReader = new StepReader(problems, transforms);
    }

    List<FieldRule> rules(MappingNode fields) {
        List<FieldRule> rules = new ArrayList<>();
        fields.entries().forEach((target, node) -> {
            TargetPaths.problem(target).ifPresent(problem -> problems.add(node.line(), problem));
            TargetPaths.clash(target, targets).ifPresent(problem -> problems.add(node.line(), problem));
            FieldRule rule = node.isMap() ? detailed(target, node) : renamed(target, node);
            if (rule != null) {
                rules.add(rule);
            }
        });
        return rules;
    }

    private @Nullable FieldRule renamed(String target, MappingNode node) {
        if (node.isList() || node.content() == null || node.text().isBlank()) {
            problems.add(node.line(), missingFrom(target));
            return null;
        }
        return new FieldRule(target, List.of(new SourcePath(node.text())), null, List.of(), null, false);
    }

    private @Nullable FieldRule detailed(String target, MappingNode node) {
        Map<String, MappingNode> entries = node.entries();
        entries.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                problems.add(value.line(), "unknown key '" + key + "' of field " + target + Suggestion.of(key, KEYS));
            }
        });
        MappingNode from = entries.get(FROM);
        MappingNode value = entries.get(VALUE);
        if (value != null) {
            return constant(target, value, entries.size());
        }
        if (from == null) {
            problems.add(node.line(), missingFrom(target));
            return null;
        }
        StepReader.Steps steps = stepReader.read(entries.get(DO));
        List<SourcePath> sources = sources(target, from);
        if (sources.size() > 1 && steps.joining() == null) {
            problems.add(
                    from.line(),
                    "field " + target + " has " + sources.size() + " sources: say how they become one value, with"
                            + " do: [{concat: ' '}] or do: [coalesce]");
        }
        MappingNode fallback = entries.get(DEFAULT);
        return new FieldRule(
                target,
                sources,
                steps.joining(),
                steps.steps(),
                fallback == null ? null : single(target, DEFAULT, fallback),
                MappingFile.flag(entries.get(OPTIONAL), OPTIONAL, problems));
    }

    private FieldRule constant(String target, MappingNode value, int keys) {
        if (keys > 1) {
            problems.add(value.line(), "field " + target + " has a constant 'value', which takes no other key");
        }
        return new FieldRule(target, List.of(), null, List.of(), single(target, VALUE, value), false);
    }

    private List<SourcePath> sources(String target, MappingNode from) {
        List<SourcePath> sources = new ArrayList<>();
        for (MappingNode item : from.items()) {
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

    private @Nullable Object single(String target, String key, MappingNode node) {
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
