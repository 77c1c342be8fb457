/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import io.sfsync.document.Suggestion;
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

    SourceKeyedMapping(Problems problems, MappingContext context) {
        this.problems = problems;
        this.stepReader = new StepReader(problems, context);
    }

    /** A mapping of plain values; a transform may be one itself instead of its name. */
    static RecordMapping read(Map<String, ?> targetBySource, Map<String, Expression> computed, MappingContext context) {
        Problems problems = new Problems("mapping", MappingException::new);
        SourceKeyedMapping reader = new SourceKeyedMapping(problems, context);
        List<FieldRule> rules = reader.rules(DocumentNode.of(targetBySource));
        computed.forEach((target, expression) -> {
            TargetPaths.problem(target).ifPresent(problem -> problems.add(0, problem));
            Origin origin = new Origin(List.of(), null, new Origin.Computed("computed", expression));
            rules.add(new FieldRule(reader.spelling(target), origin, List.of(), null, false));
        });
        problems.throwIfAny();
        return new CompiledMapping(rules, MissingValues.NONE, false);
    }

    List<FieldRule> rules(DocumentNode mapping) {
        List<FieldRule> rules = new ArrayList<>();
        mapping.entries().forEach((source, node) -> {
            FieldRule rule = rule(source, node);
            if (rule != null) {
                rules.add(rule);
            }
        });
        return rules;
    }

    private @Nullable FieldRule rule(String source, DocumentNode node) {
        Map<String, DocumentNode> parts = parts(source, node);
        DocumentNode target = parts.get(TARGET);
        if (target == null || target.isMap() || target.isList() || target.content() == null) {
            problems.add(node.line(), "column '" + source + "' names no target field");
            return null;
        }
        TargetPaths.problem(target.text()).ifPresent(problem -> problems.add(target.line(), problem));
        StepReader.Steps steps = stepReader.read(parts.get(TRANSFORM));
        if (steps.joining() != null) {
            problems.add(node.line(), "column '" + source + "' is one value: concat and coalesce need 'fields:'");
        }
        DocumentNode fallback = parts.get(DEFAULT);
        if (fallback != null && (fallback.isMap() || fallback.isList())) {
            problems.add(fallback.line(), "'default' of column '" + source + "' must be a single value");
            fallback = null;
        }
        return new FieldRule(
                spelling(target.text()),
                Origin.of(new SourcePath(source)),
                steps.steps(),
                fallback == null ? null : fallback.content(),
                false);
    }

    private String spelling(String target) {
        return spellings.computeIfAbsent(target.toLowerCase(Locale.ROOT), any -> target);
    }

    private Map<String, DocumentNode> parts(String source, DocumentNode node) {
        Map<String, DocumentNode> parts = new HashMap<>();
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
        List<DocumentNode> items = node.items();
        if (items.size() > PLACES.size()) {
            problems.add(node.line(), "column '" + source + "' has more than [target, transform, default]");
        }
        for (int i = 0; i < Math.min(items.size(), PLACES.size()); i++) {
            parts.put(PLACES.get(i), items.get(i));
        }
        return parts;
    }
}
