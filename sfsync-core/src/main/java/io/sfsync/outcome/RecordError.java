/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.outcome;

import java.util.List;

/**
 * One reason why a record was not taken, exactly as Salesforce gave it, or our own with a code that starts with
 * {@code SFSYNC_}.
 *
 * @param code status code, such as {@code REQUIRED_FIELD_MISSING}; never localised
 * @param message the text for a person; Salesforce writes it in the user's language
 * @param fields the fields it is about, may be empty
 */
public record RecordError(String code, String message, List<String> fields) {
    public RecordError {
        fields = List.copyOf(fields);
    }

    /** An error that names no field. */
    public static RecordError of(String code, String message) {
        return new RecordError(code, message, List.of());
    }
}
