/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a row was refused, as Salesforce says it.
 *
 * @param code the status code, for instance {@code REQUIRED_FIELD_MISSING}
 * @param message the text
 * @param fields API names of the fields concerned; may be empty
 * @param duplicates what a duplicate rule found; null for every other error
 */
public record RowError(
        String code,
        String message,
        List<String> fields,
        @Nullable DuplicateMatch duplicates) {
    public RowError {
        fields = List.copyOf(fields);
    }

    /** An error that has nothing to do with duplicates. */
    public RowError(String code, String message, List<String> fields) {
        this(code, message, fields, null);
    }

    /** An error about those fields. */
    public static RowError of(String code, String message, String... fields) {
        return new RowError(code, message, List.of(fields));
    }

    /**
     * The error as Bulk results write it: {@code CODE:message:FIELD1,FIELD2 --}, and {@code CODE:message:--} without fields (recorded by
     * amp-labs/connectors and mohan-chinnappan-n/cli-dx).
     */
    public String bulkText() {
        return code + ':' + message + ':' + (fields.isEmpty() ? "--" : String.join(",", fields) + " --");
    }
}
