/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.check;

import io.sfsync.mapping.Checks;
import io.sfsync.mapping.MappedRecord;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.RecordError;
import io.sfsync.record.Absent;
import io.sfsync.record.Header;
import io.sfsync.schema.FieldSchema;
import io.sfsync.schema.TargetField;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes mapped records ready to be written: finds their fields in the org, gives values one form, and refuses records
 * that name no record of the org where they must. Fields are looked up once per path. Used by one thread.
 */
public final class RecordCheck {
    /** Sources whose every record has a shape of its own must not fill the memory. */
    private static final int MAX_LAYOUTS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final Operation operation;
    private final @Nullable String keyField;
    private final TargetResolver resolver;
    private final FieldValues values;
    private final Map<String, Optional<TargetField>> resolved = new HashMap<>();
    private final @Nullable RowCheck rowCheck;
    private final IdentityHashMap<Header, Layout> layouts = new IdentityHashMap<>();
    private @Nullable Layout last;

    /**
     * @param keyField the external id field of an upsert in its canonical case, {@code null} for other operations
     * @param resolver finds the fields, and says how much is checked
     * @param timeZone for date-times that carry none, {@code null} to refuse them
     * @param nullPolicy what a missing value does to its field
     */
    public RecordCheck(
            Operation operation,
            @Nullable String keyField,
            TargetResolver resolver,
            @Nullable ZoneId timeZone,
            NullPolicy nullPolicy) {
        this.operation = operation;
        this.keyField = operation == Operation.INSERT || keyField != null ? keyField : "Id";
        this.resolver = resolver;
        this.values = new FieldValues(timeZone);
        this.rowCheck = resolver.checks().level() == Checks.Level.ROWS
                ? new RowCheck(resolver.object(), operation, nullPolicy, resolver.relatedObjects())
                : null;
    }

    /** The answer about one record: either it is ready, or it is refused. */
    public record Verdict(
            @Nullable CheckedRecord ready, @Nullable RecordError refusal) {}

    /**
     * Checks one record.
     *
     * @throws CheckException if it has a field that the org does not have or does not let be written: then so have, in
     *     all likelihood, all the others
     */
    public Verdict check(MappedRecord record) throws CheckException {
        RecordError rejection = record.rejection();
        if (rejection != null) {
            return new Verdict(null, rejection);
        }
        Layout layout = layoutOf(record.fields());
        Shape shape = layout.shape;
        @Nullable Object[] ready = new @Nullable Object[shape.fields().size()];
        for (int i = 0; i < ready.length; i++) {
            TargetField field = shape.fields().get(i);
            try {
                ready[i] = values.convert(record.value(layout.columns[i]), field.type());
                if (i == layout.recordType) {
                    ready[i] = recordTypeId(ready[i]);
                }
            } catch (IllegalArgumentException e) {
                return refused("SFSYNC_INVALID_VALUE", e.getMessage() + "", field.csvName());
            }
        }
        Verdict verdict = checkKey(record, shape, ready);
        if (rowCheck == null || verdict.refusal() != null || isDelete()) {
            return verdict;
        }
        RecordError problem = rowCheck.problem(Objects.requireNonNull(layout.checks), ready);
        return problem == null ? verdict : new Verdict(null, problem);
    }

    private @Nullable Object recordTypeId(@Nullable Object name) {
        if (name == null || name == Absent.VALUE) {
            return name;
        }
        Map<String, String> types = resolver.object().recordTypes();
        String id = types.get(name.toString());
        if (id == null) {
            throw new IllegalArgumentException("the object has no active record type of this developer name; it has "
                    + new TreeSet<>(types.keySet()));
        }
        return id;
    }

    /**
     * Checks the columns of records that come later.
     *
     * @throws CheckException as {@link #check}
     */
    public void expect(Header header) throws CheckException {
        Layout layout = layoutOf(header);
        boolean creates = operation == Operation.INSERT || operation == Operation.UPSERT;
        if (resolver.checks().level() == Checks.Level.OFF || !creates) {
            return;
        }
        List<String> lacking = resolver.object().fields().stream()
                .filter(field -> field.limits().required()
                        && layout.shape.fields().stream().noneMatch(target -> RowCheck.fills(target, field)))
                .map(FieldSchema::name)
                .toList();
        if (!lacking.isEmpty()) {
            String message = "object " + resolver.object().name() + ": required fields are not mapped: " + lacking
                    + "; map them, give them a constant in the mapping, or set checks=off to let the org judge";
            if (operation == Operation.INSERT) {
                throw new CheckException(message);
            }
            LOG.warn("{}. Records that exist are updated without them, new ones are refused", message);
        }
    }

    /**
     * The fields of these columns.
     *
     * @throws CheckException as {@link #check}
     */
    public Shape shape(Header columns) throws CheckException {
        return layoutOf(columns).shape;
    }

    private Verdict checkKey(MappedRecord record, Shape shape, @Nullable Object[] ready) {
        if (keyField != null && !(operation == Operation.UPSERT && keyField.equals("Id"))) {
            Object key = shape.key() < 0 ? null : ready[shape.key()];
            if (key == null || key == Absent.VALUE) {
                return refused("SFSYNC_MISSING_KEY", missingKey(), keyField);
            }
        }
        return new Verdict(new CheckedRecord(record.source(), shape, ready), null);
    }

    private String missingKey() {
        return "the record has no value for " + keyField + ", which names the record to " + operation.wireName();
    }

    private static Verdict refused(String code, String message, String field) {
        return new Verdict(null, new RecordError(code, message, List.of(field)));
    }

    private Layout layoutOf(Header header) throws CheckException {
        Layout layout = last;
        if (layout != null && layout.shape.header() == header) {
            return layout;
        }
        layout = layouts.get(header);
        if (layout == null) {
            if (layouts.size() >= MAX_LAYOUTS) {
                layouts.clear();
            }
            Shape shape = newShape(header);
            layout = new Layout(shape, rowCheck == null ? null : rowCheck.of(shape));
            layouts.put(header, layout);
        }
        last = layout;
        return layout;
    }

    private Shape newShape(Header header) throws CheckException {
        List<TargetField> fields = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int key = -1;
        for (String path : header.names()) {
            if (isDelete() && !path.equalsIgnoreCase("Id")) {
                continue;
            }
            Optional<TargetField> found = resolved.get(path);
            if (found == null) {
                found = resolver.find(path);
                resolved.put(path, found);
            }
            if (found.isEmpty()) {
                continue;
            }
            TargetField field = found.get();
            if (!seen.add(field.csvName())) {
                throw new CheckException("two columns lead to the field " + field.csvName() + "; map only one of them");
            }
            if (field.lookup() == null && field.field().equals(keyField)) {
                key = fields.size();
            }
            fields.add(field);
        }
        return new Shape(header, fields, key);
    }

    private boolean isDelete() {
        return operation == Operation.DELETE || operation == Operation.HARD_DELETE;
    }

    /** A shape, and for each of its fields the column of the mapped record. */
    private static final class Layout {
        private final Shape shape;
        private final int[] columns;
        private final RowCheck.@Nullable ShapeCheck checks;
        /** The place of a record type by its developer name, -1 for none. */
        private final int recordType;

        private Layout(Shape shape, RowCheck.@Nullable ShapeCheck checks) {
            this.shape = shape;
            this.checks = checks;
            this.recordType = shape.fields().stream()
                    .map(field -> field.path().toLowerCase(Locale.ROOT))
                    .toList()
                    .indexOf(TargetResolver.RECORD_TYPE.toLowerCase(Locale.ROOT));
            this.columns = shape.fields().stream()
                    .mapToInt(field -> shape.header().indexOf(field.path()))
                    .toArray();
        }
    }
}
