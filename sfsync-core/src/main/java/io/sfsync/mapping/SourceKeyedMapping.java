/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code mapping:}, where each source column says which target field it fills: {@code Tgt}, {@code {target,
 * transform, default}} or {@code [target, transform, default]}. Of two columns with one target, the last that has a
 * value wins.
 */
final class SourceKeyedMapping {
    private static final String TARGET = "target";
    private static final String TRANSFORM = "transform";
    private static final String DEFAULT = "default";
    private static final Set<String> KEYS = Set.of(TARGET, TRANSFORM, DEFAULT);
    private static final List<String> PLACES = List.of(TARGET, TRANSFORM, DEFAULT);

    private final Problems problems;
    private final StepReader stepReader;
    private final Map<String, String> spellings = new HashMap<>();

    SourceKeyedMapping(Problems problems, Transforms transforms) {
        this.problems = problems;
        this.stepReader = new StepReader(problems, transforms);
    }

    /** A mapping of plain values; a transform may be one itself instead of its name. */
    static RecordMapping read(Map<String, ?> targetBySource, Transforms transforms) {
        Problems problems = new Problems("mapping");
        List<FieldRule> rules = new SourceKeyedMapping(problems, transforms).rules(MappingNode.of(targetBySource));
        problems.throwIfAny();
        return new CompiledMapping(rules, Set.of(), false);
    }

    List<FieldRule> rules(MappingNode mapping) {
        List<FieldRule> rules = new ArrayList<>();
        mapping.entries().forEach((source, node) -> {
            FieldRule rule = rule(source, node);
            if (rule != null) {
                rules.add(rule);
            }
        });
        return rules;
    }

    private @Nullable FieldRule rule(String source, MappingNode node) {
        Map<String, MappingNode> parts = parts(source, node);
        MappingNode target = parts.get(TARGET);
        if (target == null || target.isMap() || target.isList() || target.content() == null) {
            problems.add(node.line(), "column '" + source + "' names no target field");
            return null;
        }
        TargetPaths.problem(target.text()).ifPresent(problem -> problems.add(target.line(), problem));
        StepReader.Steps steps = stepReader.read(parts.get(TRANSFORM));
        if (steps.joining() != null) {
            problems.add(node.line(), "column '" + source + "' is one value: concat and coalesce need 'fields:'");
        }
        MappingNode fallback = parts.get(DEFAULT);
        if (fallback != null && (fallback.isMap() || fallback.isList())) {
            problems.add(fallback.line(), "'default' of column '" + source + "' must be a single value");
            fallback = null;
        }
        return new FieldRule(
                spellings.computeIfAbsent(target.text().toLowerCase(Locale.ROOT), any -> target.text()),
                List.of(new SourcePath(source)),
                null,
                steps.steps(),
                fallback == null ? null : fallback.content(),
                false);
    }

    private Map<String, MappingNode> parts(String source, MappingNode node) {
        Map<String, MappingNode> parts = new HashMap<>();
        if (node.isMap()) {
            node.entries().forEach((key, value) -> {
                if (!KEYS.contains(key)) {
                    problems.add(
                            value.line(),
                            "unknown key '" + key + "' of column '" + source + "'" + Suggestion.of(key, KEYS));
                }
                parts.put(key, value);
            });
            return parts;
        }
        List<MappingNode> items = node.items();
        if (items.size() > PLACES.size()) {
            problems.add(node.line(), "column '" + source + "' has more than [target, transform, default]");
        }
        for (int i = 0; i < Math.min(items.size(), PLACES.size()); i++) {
            parts.put(PLACES.get(i), items.get(i));
        }
        return parts;
    }
}
