/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way into the store: a cell for each column of the {@link DmlRequest}, or the errors for which it was refused before (an
 * unknown field in one record of a collection, say).
 *
 * <p>A cell is {@code null} where the row has no value, which leaves the field alone (insert: its default); {@link #CLEAR} empties the field.
 * With {@link CellForm#TEXT} every other cell is a {@code String} as it stood in the CSV or XML. With {@link CellForm#STORED} it has the
 * Java type of the field's {@link io.sfsync.localorg.schema.Storage}, but ids are {@code String}s in both forms.
 */
public final class Row {
    /** The cell that empties its field. */
    public static final Object CLEAR = new Object() {
        @Override
        public String toString() {
            return "CLEAR";
        }
    };

    private final @Nullable Object[] cells;
    private final List<RowError> errors;

    private Row(@Nullable Object[] cells, List<RowError> errors) {
        this.cells = cells;
        this.errors = errors;
    }

    /** A row of cells; the array is not copied and not changed. */
    public static Row of(@Nullable Object... cells) {
        return new Row(cells, List.of());
    }

    /** A row that was refused already; it takes part in the request only by its error. */
    public static Row refused(List<RowError> errors) {
        return new Row(new Object[0], List.copyOf(errors));
    }

    /** The cell of that column, or null if the row has no value there. */
    public @Nullable Object cell(int column) {
        return column < cells.length ? cells[column] : null;
    }

    /** Why the row was refused before it came here; mostly empty. */
    public List<RowError> errors() {
        return errors;
    }
}
