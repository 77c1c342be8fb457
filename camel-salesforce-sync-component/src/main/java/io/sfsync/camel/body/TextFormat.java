/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel.body;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a text body is written. */
enum TextFormat {
    /** Rows with a delimiter. */
    CSV,
    /** An array of objects, one object, or one object a line. */
    JSON,
    /** One object a line, of which a broken one spoils only itself. */
    NDJSON;

    /** The format of this content type, or {@code null} where it names none of these. */
    static @Nullable TextFormat ofContentType(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("ndjson") || type.contains("jsonl") || type.contains("json-lines")) {
            return NDJSON;
        }
        if (type.contains("json")) {
            return JSON;
        }
        return type.contains("csv") || type.contains("tab-separated-values") ? CSV : null;
    }

    /** The format of a file of this name, or {@code null} where its ending names none of these. */
    static @Nullable TextFormat ofFileName(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "csv", "tsv" -> CSV;
            case "json" -> JSON;
            case "ndjson", "jsonl" -> NDJSON;
            default -> null;
        };
    }

    /** The format of text whose first character, but for blanks and a byte order mark, is this one; -1 for none. */
    static TextFormat ofFirstCharacter(int first) {
        return first == '{' || first == '[' ? JSON : CSV;
    }
}
