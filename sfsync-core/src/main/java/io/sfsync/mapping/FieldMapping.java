/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a mapping in Java, field by field. Not safe for use by several threads; the mapping is.
 *
 * <pre>{@code
 * RecordMapping mapping = FieldMapping.builder()
 *         .missing("NULL")
 *         .field("Name").from("Security").trim()
 *         .field("YearStarted").from("Founded").match("\\d{4}")
 *         .field("Type").value("Customer")
 *         .build();
 * }</pre>
 */
public final class FieldMapping {
    private final List<FieldRule> rules = new ArrayList<>();
    private final Set<String> missingWords = new HashSet<>();
    private final Set<String> targets = new HashSet<>();
    private final Problems problems = new Problems("mapping");
    private Transforms transforms = Transforms.BUILT_IN;
    private boolean strict;

    private @Nullable String target;
    private List<SourcePath> sources = List.of();
    private FieldRule.@Nullable Joining joining;
    private List<FieldRule.Step> steps = new ArrayList<>();
    private @Nullable Object fallback;
    private boolean optional;
    private boolean constant;

    private FieldMapping() {}

    /** Starts a mapping without fields. */
    public static FieldMapping builder() {
        return new FieldMapping();
    }

    /** Texts that count as missing values, such as {@code NULL}. */
    public FieldMapping missing(String... words) {
        missingWords.addAll(List.of(words));
        return this;
    }

    /** Rejects records that lack a value which has no default. */
    public FieldMapping strict() {
        strict = true;
        return this;
    }

    /** The transforms that {@link #apply(String, Object)} knows by name. */
    public FieldMapping transforms(Transforms value) {
        transforms = value;
        return this;
    }

    /** Goes on with the target field of this path; {@link #from} or {@link #value} must follow. */
    public FieldMapping field(String path) {
        finishField();
        target = path;
        TargetPaths.problem(path).ifPresent(problem -> problems.add(0, problem));
        TargetPaths.clash(path, targets).ifPresent(problem -> problems.add(0, problem));
        return this;
    }

    /** Takes the value from this column, or from a path into one. */
    public FieldMapping from(String column) {
        sources = List.of(new SourcePath(column));
        return this;
    }

    /** Takes the values of these columns that are not missing, with the separator between them. */
    public FieldMapping concat(String separator, String... columns) {
        sources = List.of(columns).stream().map(SourcePath::new).toList();
        joining = new FieldRule.Joining(separator);
        return this;
    }

    /** Takes the first value of these columns that is not missing. */
    public FieldMapping coalesce(String... columns) {
        sources = List.of(columns).stream().map(SourcePath::new).toList();
        joining = new FieldRule.Joining(null);
        return this;
    }

    /** Gives every record the same value. */
    public FieldMapping value(@Nullable Object value) {
        constant = true;
        fallback = value;
        return this;
    }

    /** Replaces a missing value, before the transforms. */
    public FieldMapping orElse(Object value) {
        fallback = value;
        return this;
    }

    /** Lets the source lack the column. */
    public FieldMapping optional() {
        optional = true;
        return this;
    }

    /** Takes white space off both ends. */
    public FieldMapping trim() {
        return apply("trim", null);
    }

    /** Cuts a text that is longer. */
    public FieldMapping truncate(int length) {
        return apply("truncate", length);
    }

    /** Takes the first match of a regular expression, or its first group; missing where nothing matches. */
    public FieldMapping match(String regex) {
        return apply("match", regex);
    }

    /** Reads a date of this pattern, such as {@code dd.MM.yyyy}. */
    public FieldMapping date(String pattern) {
        return apply("date", pattern);
    }

    /** Reads a date-time of this pattern. */
    public FieldMapping dateTime(String pattern) {
        return apply("datetime", pattern);
    }

    /** Reads a number as it is written in a language, such as {@code de}. */
    public FieldMapping number(String languageTag) {
        return apply("number", languageTag);
    }

    /** Adds a transform by name; {@code null} for no argument. */
    public FieldMapping apply(String name, @Nullable Object argument) {
        try {
            String label = argument == null ? name : name + "(" + argument + ")";
            steps.add(new FieldRule.Step(label, transforms.named(name, argument)));
        } catch (IllegalArgumentException e) {
            problems.add(0, String.valueOf(e.getMessage()));
        }
        return this;
    }

    /**
     * Adds a transform of the caller's own.
     *
     * @param name how messages call it; part of the mapping's fingerprint
     */
    public FieldMapping with(String name, Transform transform) {
        steps.add(new FieldRule.Step(name, transform));
        return this;
    }

    /**
     * The mapping.
     *
     * @throws MappingException if anything about it is wrong, with all that is
     */
    public RecordMapping build() {
        finishField();
        if (rules.isEmpty()) {
            problems.add(0, "it names no field");
        }
        problems.throwIfAny();
        return new CompiledMapping(rules, missingWords, strict);
    }

    private void finishField() {
        String path = target;
        if (path != null) {
            if (sources.isEmpty() == !constant) {
                problems.add(0, "field " + path + " needs either a source (from) or a constant (value)");
            }
            rules.add(new FieldRule(path, sources, joining, steps, fallback, optional));
        }
        target = null;
        sources = List.of();
        joining = null;
        steps = new ArrayList<>();
        fallback = null;
        optional = false;
        constant = false;
    }
}
