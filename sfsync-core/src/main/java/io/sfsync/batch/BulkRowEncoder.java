/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.batch;

import io.sfsync.mapping.NullPolicy;
import io.sfsync.record.Absent;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows of Bulk CSV. */
final class BulkRowEncoder {
    private static final String CLEARED = "#N/A";

    private final NullPolicy nulls;

    BulkRowEncoder(NullPolicy nulls) {
        this.nulls = nulls;
    }

    /** Whether a value can travel in Bulk CSV, where one text means that a field is emptied. */
    static boolean isRepresentable(@Nullable Object value) {
        return !CLEARED.equals(value);
    }

    void header(List<String> names, ByteArrayOutputStream out) {
        out.writeBytes((String.join(",", names) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void row(@Nullable Object[] values, ByteArrayOutputStream out) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(text(values[i], values.length == 1).getBytes(StandardCharsets.UTF_8));
        }
        out.write('\n');
    }

    private String text(@Nullable Object value, boolean alone) {
        if (value == Absent.VALUE) {
            return alone ? "\"\"" : "";
        }
        if (value == null) {
            return nulls == NullPolicy.CLEAR ? CLEARED : alone ? "\"\"" : "";
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        return quoted(text);
    }

    private static String quoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r' || c == ' ') {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }
}
