/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import io.sfsync.outcome.RecordError;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code sf__Error}, which has the form {@code CODE:message:FIELD1,FIELD2 --} (recorded by amp-labs/connectors
 * and mohan-chinnappan-n/cli-dx). The message may hold colons itself.
 */
public final class ResultError {
    private static final String END = "--";

    private ResultError() {}

    /** The error of a failed row; what has another form becomes the message as it is. */
    public static RecordError parse(String text) {
        String trimmed = text.strip();
        int first = trimmed.indexOf(':');
        int last = trimmed.lastIndexOf(':');
        if (first <= 0 || !isCode(trimmed.substring(0, first))) {
            return RecordError.of("UNKNOWN_EXCEPTION", trimmed);
        }
        String code = trimmed.substring(0, first);
        if (last == first || !trimmed.endsWith(END)) {
            return RecordError.of(code, trimmed.substring(first + 1));
        }
        String fields = trimmed.substring(last + 1, trimmed.length() - END.length());
        return new RecordError(code, trimmed.substring(first + 1, last), fields(fields));
    }

    private static boolean isCode(String text) {
        return text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
    }

    private static List<String> fields(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
