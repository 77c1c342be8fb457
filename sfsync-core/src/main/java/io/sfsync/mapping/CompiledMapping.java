/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.outcome.RecordError;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mapping made of rules. Columns are looked up once per header, so that a record costs its cells only. */
final class CompiledMapping implements RecordMapping {
    private static final Logger LOG = LoggerFactory.getLogger(RecordMapping.class);
    /** Sources whose every record has a header of its own must not fill the memory. */
    private static final int MAX_PLANS = 1_000;

    private final List<FieldRule> rules;
    private final Set<String> missingWords;
    private final boolean strict;
    private final Header targets;
    private final int[] targetOfRule;
    private final String fingerprint;
    private final Map<Header, Plan> plans = new ConcurrentHashMap<>();
    private volatile Plan lastPlan;

    /** @param rules several rules may lead to one target: the last that has a value wins */
    CompiledMapping(List<FieldRule> rules, Set<String> missingWords, boolean strict) {
        this.rules = List.copyOf(rules);
        this.missingWords = Set.copyOf(missingWords);
        this.strict = strict;
        List<String> names = rules.stream().map(FieldRule::target).distinct().toList();
        this.targets = Header.of(names);
        this.targetOfRule =
                rules.stream().mapToInt(rule -> targets.indexOf(rule.target())).toArray();
        this.fingerprint = digest(rules, missingWords, strict);
        this.lastPlan = plan(Header.of(List.of()));
    }

    @Override
    public MappedRecord map(SourceRecord record) {
        if (record.problem() != null) {
            return MappedRecord.rejected(record, MappingErrors.malformed(record));
        }
        Plan plan = planOf(record.header());
        if (plan.missingColumn != null) {
            return MappedRecord.rejected(record, plan.missingColumn);
        }
        @Nullable Object[] values = new @Nullable Object[targets.size()];
        java.util.Arrays.fill(values, Absent.VALUE);
        for (int i = 0; i < rules.size(); i++) {
            FieldRule rule = rules.get(i);
            Object value = rule.read(record, plan.places.get(i), missingWords);
            if (value == Absent.VALUE || value == null) {
                if (strict && !rule.sources().isEmpty()) {
                    return MappedRecord.rejected(record, MappingErrors.missing(rule));
                }
                values[targetOfRule[i]] = weaker(values[targetOfRule[i]], value);
                continue;
            }
            for (FieldRule.Step step : rule.steps()) {
                if (value != null) {
                    try {
                        value = step.transform().apply(value);
                    } catch (RuntimeException e) {
                        LOG.debug("{}: {} failed on {}", record, step.name(), value, e);
                        return MappedRecord.rejected(record, MappingErrors.failed(rule, step, value, e));
                    }
                }
            }
            values[targetOfRule[i]] = value instanceof String text && text.isEmpty() ? null : value;
        }
        return MappedRecord.of(record, targets, values);
    }

    /** A value that another rule gave to the target stays where this one has none. */
    private static @Nullable Object weaker(@Nullable Object before, @Nullable Object none) {
        return before == Absent.VALUE ? none : before;
    }

    @SuppressWarnings("ReferenceEquality") // a header is shared by its records; a second equal one costs a plan only
    private Plan planOf(Header header) {
        Plan plan = lastPlan;
        if (plan.header == header) {
            return plan;
        }
        if (plans.size() > MAX_PLANS) {
            plans.clear();
        }
        plan = plans.computeIfAbsent(header, this::plan);
        lastPlan = plan;
        return plan;
    }

    private Plan plan(Header header) {
        List<List<SourcePath.Located>> places = new ArrayList<>();
        RecordError missing = null;
        for (FieldRule rule : rules) {
            List<SourcePath.Located> located =
                    rule.sources().stream().map(path -> path.in(header)).toList();
            places.add(located);
            boolean needed = header.isFixed() && !rule.optional() && rule.fallback() == null;
            for (int i = 0; needed && missing == null && i < located.size(); i++) {
                if (located.get(i).column() < 0) {
                    missing = MappingErrors.noColumn(rule, rule.sources().get(i), header);
                }
            }
        }
        return new Plan(header, List.copyOf(places), missing);
    }

    @Override
    public Optional<Header> targets(Header source) {
        RecordError missing = planOf(source).missingColumn;
        if (missing != null) {
            throw new MappingException(List.of("field " + missing.fields().get(0) + ": " + missing.message()));
        }
        return Optional.of(targets);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    private static String digest(List<FieldRule> rules, Set<String> missingWords, boolean strict) {
        StringBuilder text = new StringBuilder();
        rules.forEach(rule -> text.append(rule.description()).append('\n'));
        text.append(new java.util.TreeSet<>(missingWords)).append(strict);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Where the rules find their values in records of one header, or why they cannot. */
    private record Plan(
            Header header,
            List<List<SourcePath.Located>> places,
            @Nullable RecordError missingColumn) {}
}
