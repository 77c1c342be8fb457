/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.mapping;

import io.sfsync.outcome.RecordError;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.record.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rule in the form in which it runs: nothing of it is looked up or parsed for a record. */
final class CompiledRule {
    private static final Logger LOG = LoggerFactory.getLogger(RecordMapping.class);

    private final FieldRule rule;
    private final Origin origin;
    private final Origin.@Nullable Computed computed;
    private final FieldRule.Step[] steps;
    private final @Nullable Object fallback;
    private final @Nullable Condition when;
    private final boolean alternative;
    private final int target;
    private final MissingValues missing;
    private final boolean strict;

    CompiledRule(FieldRule rule, int target, MissingValues missing, boolean strict) {
        this.rule = rule;
        this.origin = rule.origin();
        this.computed = origin.computed();
        this.steps = rule.steps().toArray(FieldRule.Step[]::new);
        this.fallback = rule.fallback();
        this.when = rule.when();
        this.alternative = rule.alternative();
        this.target = target;
        this.missing = missing;
        this.strict = strict && !origin.isConstant();
    }

    /** Where a rule finds its values in records of one header. */
    static final class Places {
        private final SourcePath.Located[] sources;
        private final SourcePath.Located[] conditions;

        private Places(SourcePath.Located[] sources, SourcePath.Located[] conditions) {
            this.sources = sources;
            this.conditions = conditions;
        }
    }

    Places in(Header header) {
        return new Places(
                located(origin.sources(), header), located(when == null ? List.of() : when.columns(), header));
    }

    private static SourcePath.Located[] located(List<SourcePath> paths, Header header) {
        return paths.stream().map(path -> path.in(header)).toArray(SourcePath.Located[]::new);
    }

    /** Why records of this header can never have the value, or {@code null}. */
    @Nullable
    RecordError lackingColumn(Places places, Header header) {
        for (int i = 0; i < places.conditions.length; i++) {
            if (places.conditions[i].column() < 0 && !rule.optional() && when != null) {
                return MappingErrors.noColumn(rule, when.columns().get(i), header);
            }
        }
        for (int i = 0; i < places.sources.length; i++) {
            if (places.sources[i].column() < 0 && !rule.optional() && fallback == null) {
                return MappingErrors.noColumn(rule, origin.sources().get(i), header);
            }
        }
        return null;
    }

    /**
     * Puts the value into its place.
     *
     * @return why the record is rejected, {@code null} where it is not
     */
    @Nullable
    RecordError apply(SourceRecord record, RecordView view, Places places, @Nullable Object[] values) {
        Object before = values[target];
        if (alternative && before != null && before != Absent.VALUE) {
            return null;
        }
        try {
            if (when != null && !holds(when, record, view, places)) {
                return null;
            }
            Object value = computed == null
                    ? origin.read(record, places.sources, missing)
                    : Origin.present(computed.expression().evaluate(view.asMap()), missing);
            return put(value, before, values);
        } catch (TransformException e) {
            return MappingErrors.condition(rule, e);
        } catch (Exception e) {
            LOG.debug("{}: field {} failed", record, rule.target(), e);
            return MappingErrors.notComputed(rule, e);
        }
    }

    private boolean holds(Condition condition, SourceRecord record, RecordView view, Places places) throws Exception {
        for (int i = 0; i < places.conditions.length; i++) {
            Object value = Origin.present(places.conditions[i].read(record), missing);
            if (!condition.tests().get(i).holds(value == Absent.VALUE ? null : value)) {
                return false;
            }
        }
        Expression expression = condition.expression();
        return expression == null || Boolean.TRUE.equals(expression.evaluate(view.asMap()));
    }

    private @Nullable RecordError put(@Nullable Object read, @Nullable Object before, @Nullable Object[] values) {
        Object value = read;
        if (value == Absent.VALUE || value == null) {
            if (fallback == null) {
                if (strict) {
                    return MappingErrors.missing(rule);
                }
                // a value that another rule gave to the target stays where this one has none
                values[target] = before == Absent.VALUE ? value : before;
                return null;
            }
            value = fallback;
        }
        for (FieldRule.Step step : steps) {
            try {
                value = step.transform().apply(value);
            } catch (RuntimeException e) {
                LOG.debug("transform {} of field {} failed on {}", step.name(), rule.target(), value, e);
                return MappingErrors.failed(rule, step, value, e);
            }
            if (value == null) {
                break;
            }
        }
        values[target] = value instanceof String text && text.isEmpty() ? null : value;
        return null;
    }
}
