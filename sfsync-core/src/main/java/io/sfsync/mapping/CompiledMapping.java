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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mapping made of rules. Columns are looked up once per header, so that a record costs its cells only. */
final class CompiledMapping implements RecordMapping {
    /** Sources whose every record has a header of its own must not fill the memory. */
    private static final int MAX_PLANS = 1_000;

    private final CompiledRule[] rules;
    private final Header targets;
    private final String fingerprint;
    private final Map<Header, Plan> plans = new ConcurrentHashMap<>();
    private volatile Plan lastPlan;

    /** @param rules several rules may lead to one target: the last that has a value wins */
    CompiledMapping(List<FieldRule> rules, MissingValues missing, boolean strict) {
        List<String> names = rules.stream().map(FieldRule::target).distinct().toList();
        this.targets = Header.of(names);
        this.rules = rules.stream()
                .map(rule -> new CompiledRule(rule, targets.indexOf(rule.target()), missing, strict))
                .toArray(CompiledRule[]::new);
        this.fingerprint = digest(rules, missing, strict);
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
        Arrays.fill(values, Absent.VALUE);
        RecordView view = new RecordView(record);
        for (int i = 0; i < rules.length; i++) {
            RecordError rejection = rules[i].apply(record, view, plan.places[i], values);
            if (rejection != null) {
                return MappedRecord.rejected(record, rejection);
            }
        }
        return MappedRecord.of(record, targets, values);
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
        CompiledRule.Places[] places =
                Arrays.stream(rules).map(rule -> rule.in(header)).toArray(CompiledRule.Places[]::new);
        RecordError lacking = null;
        for (int i = 0; lacking == null && header.isFixed() && i < rules.length; i++) {
            lacking = rules[i].lackingColumn(places[i], header);
        }
        return new Plan(header, places, lacking);
    }

    @Override
    public Optional<Header> targets(Header source) {
        RecordError lacking = planOf(source).missingColumn;
        if (lacking != null) {
            throw new MappingException(List.of("field " + lacking.fields().get(0) + ": " + lacking.message()));
        }
        return Optional.of(targets);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    private static String digest(List<FieldRule> rules, MissingValues missing, boolean strict) {
        StringBuilder text = new StringBuilder();
        rules.forEach(rule -> text.append(rule.description()).append('\n'));
        text.append(missing).append(strict);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Where the rules find their values in records of one header, or why they cannot. */
    private static final class Plan {
        private final Header header;
        private final CompiledRule.Places[] places;
        private final @Nullable RecordError missingColumn;

        private Plan(Header header, CompiledRule.Places[] places, @Nullable RecordError missingColumn) {
            this.header = header;
            this.places = places;
            this.missingColumn = missingColumn;
        }
    }
}
