/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.FieldDefinition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query whose whole answer is taken at once, as the Bulk APIs do. Made by {@link SoqlEngine#export}; may be run once. */
public final class Export {

    private final SoqlEngine engine;
    private final Plan plan;
    private final QueryContext context;
    private final List<FlatColumn> columns = new ArrayList<>();

    Export(SoqlEngine engine, Plan plan, QueryContext context) {
        this.engine = engine;
        this.plan = plan;
        this.context = context;
        flatten("", plan.shape());
        columns.sort(Comparator.comparingInt(FlatColumn::order));
    }

    /** One column of a flat answer. */
    record FlatColumn(String name, FieldDefinition field, int index, int order) {}

    /** Takes a flat row. */
    @FunctionalInterface
    public interface RowSink {
        /**
         * Takes a row.
         *
         * @param cells a text for each of {@link Export#columns()}, empty for null
         * @throws IOException if it cannot be taken; ends the export
         */
        void row(List<String> cells) throws IOException;
    }

    /** Takes some records. */
    @FunctionalInterface
    public interface PageSink {
        /**
         * Takes a page.
         *
         * @param records at most 2000 records as in {@link QueryPage#records()}
         * @throws IOException if they cannot be taken; ends the export
         */
        void page(List<Map<String, @Nullable Object>> records) throws IOException;
    }

    /** The API name of the object in canonical case. */
    public String object() {
        return plan.object().name();
    }

    /** The names of the columns in canonical case and in the order of the SELECT list, such as {@code Account.Name}. */
    public List<String> columns() {
        return columns.stream().map(FlatColumn::name).toList();
    }

    /** Hands over the whole answer row by row. */
    public void rows(RowSink sink) throws IOException {
        engine.pages(plan, context, (reading, ids) -> {
            for (List<String> row : reading.flat(plan, ids, columns)) {
                sink.row(row);
            }
        });
    }

    /** Hands over the whole answer in pages. */
    public void pages(PageSink sink) throws IOException {
        engine.pages(plan, context, (reading, ids) -> sink.page(reading.byIds(plan, ids)));
    }

    private void flatten(String prefix, Shape shape) {
        for (Map.Entry<String, Shape.Entry> entry : shape.entries().entrySet()) {
            if (entry.getValue() instanceof Shape.Entry.Value value) {
                columns.add(new FlatColumn(prefix + entry.getKey(), value.field(), value.column(), value.order()));
            } else if (entry.getValue() instanceof Shape.Entry.Parent parent) {
                flatten(prefix + entry.getKey() + ".", parent.shape());
            }
        }
    }
}
