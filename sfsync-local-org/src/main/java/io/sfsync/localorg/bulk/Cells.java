/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import io.sfsync.localorg.store.Row;
import org.jspecify.annotations.Nullable;

/** The meaning of CSV cells: blank leaves a field alone, {@code #N/A} empties it (Bulk API 2.0 Developer Guide, Valid CSV Record Rows). */
public final class Cells {
    private static final String NOT_AVAILABLE = "#N/A";

    private Cells() {}

    /** The cells of the scanner's record, for so many columns; missing cells are blank. */
    public static Row row(CsvScanner scanner, int columns) {
        @Nullable Object[] cells = new @Nullable Object[columns];
        int present = Math.min(columns, scanner.size());
        for (int i = 0; i < present; i++) {
            if (!scanner.isBlank(i)) {
                String text = scanner.text(i);
                cells[i] = text.equals(NOT_AVAILABLE) ? Row.CLEAR : text;
            }
        }
        return Row.of(cells);
    }
}
