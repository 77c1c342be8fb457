/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.document.DocumentNode;
import io.sfsync.document.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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
    private final Problems problems = new Problems("mapping", MappingException::new);
    private MappingContext context = MappingContext.PLAIN;
    private boolean strict;
    private boolean emptyAsNull;

    private @Nullable String target;
    private List<SourcePath> sources = List.of();
    private Origin.@Nullable Joining joining;
    private List<FieldRule.Step> steps = new ArrayList<>();
    private @Nullable Object fallback;
    private boolean optional;
    private boolean constant;
    private Origin.@Nullable Computed computed;
    private List<SourcePath> conditionColumns = new ArrayList<>();
    private List<Condition.Test> conditionTests = new ArrayList<>();
    private String conditionText = "";

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

    /** Counts empty texts as missing values, so that defaults hold for them and transforms never see them. */
    public FieldMapping emptyAsNull() {
        emptyAsNull = true;
        return this;
    }

    /** The transforms that {@link #apply(String, Object)} knows by name. */
    public FieldMapping transforms(Transforms value) {
        return context(context.withTransforms(value));
    }

    /** What the mapping may refer to: transforms, languages, tables, id maps. */
    public FieldMapping context(MappingContext value) {
        context = value;
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
        joining = new Origin.Joining(separator);
        return this;
    }

    /** Takes the first value of these columns that is not missing. */
    public FieldMapping coalesce(String... columns) {
        sources = List.of(columns).stream().map(SourcePath::new).toList();
        joining = new Origin.Joining(null);
        return this;
    }

    /**
     * Computes the value from the whole record, a map that cannot be changed.
     *
     * @param name how messages call it; part of the mapping's fingerprint
     */
    public FieldMapping compute(String name, Expression expression) {
        computed = new Origin.Computed(name, expression);
        return this;
    }

    /** Computes the value in a language of the host, such as {@code simple}. */
    public FieldMapping expression(String language, String text) {
        DocumentNode node = DocumentNode.of(Map.of(language, text));
        ExpressionReader.Read read = new ExpressionReader(problems, context.expressions())
                .read("expression of field " + target, node, false);
        return compute(language + "(" + text + ")", read == null ? body -> null : read.expression());
    }

    /** Writes the field only where the column has one of these values; all conditions of a field must hold. */
    public FieldMapping when(String column, String... values) {
        Set<String> wanted = Set.of(values);
        return when(
                column,
                "is " + new java.util.TreeSet<>(wanted),
                value -> value != null && wanted.contains(value.toString()));
    }

    /**
     * Writes the field only where the test holds for the value of the column, {@code null} where it is missing.
     *
     * @param name describes the test; part of the mapping's fingerprint
     */
    public FieldMapping when(String column, String name, Predicate<@Nullable Object> test) {
        conditionColumns.add(new SourcePath(column));
        conditionTests.add(test::test);
        conditionText += column + " " + name + ";";
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

    /** Replaces values by those of a map; a value that it lacks rejects its record, unless it has the key {@code *}. */
    public FieldMapping map(Map<String, ?> values) {
        return apply("map", values);
    }

    /** Replaces values by what a CSV file has for them: the key in one column, the value in another. */
    public FieldMapping lookup(String file, String keyColumn, String valueColumn) {
        return apply("lookup", Map.of("file", file, "key", keyColumn, "value", valueColumn));
    }

    /** Replaces the keys of records by the Salesforce ids that an id map has for them. */
    public FieldMapping lookupId(String idMap) {
        return apply("lookup", Map.of("idMap", idMap));
    }

    /** Adds a transform by name; {@code null} for no argument, a map for several. */
    public FieldMapping apply(String name, @Nullable Object argument) {
        Map<String, @Nullable Object> call = new HashMap<>();
        call.put(name, argument);
        DocumentNode node = argument == null ? DocumentNode.of(name) : DocumentNode.of(call);
        steps.addAll(new StepReader(problems, context).read(node).steps());
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
        MoneyTransforms.lostCurrency(rules).ifPresent(problem -> problems.add(0, problem));
        problems.throwIfAny();
        return new CompiledMapping(rules, new MissingValues(missingWords, emptyAsNull), strict);
    }

    private void finishField() {
        String path = target;
        if (path != null) {
            int origins = (sources.isEmpty() ? 0 : 1) + (constant ? 1 : 0) + (computed == null ? 0 : 1);
            if (origins != 1) {
                problems.add(
                        0, "field " + path + " needs either a source (from) or a constant (value) or an expression");
            }
            Condition when = conditionTests.isEmpty()
                    ? null
                    : new Condition(conditionColumns, conditionTests, null, conditionText);
            rules.add(new FieldRule(
                    path, new Origin(sources, joining, computed), steps, fallback, optional, when, false));
        }
        target = null;
        sources = List.of();
        joining = null;
        steps = new ArrayList<>();
        fallback = null;
        optional = false;
        constant = false;
        computed = null;
        conditionColumns = new ArrayList<>();
        conditionTests = new ArrayList<>();
        conditionText = "";
    }
}
