/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One error of an answer.
 *
 * @param code the Salesforce code, such as {@code NOT_FOUND}; for OAuth the value of {@code error}
 * @param message the text that goes with it
 * @param fields the fields it speaks of; null leaves the key {@code fields} out, as parser, session and not-found errors do
 */
public record ApiError(
        String code, String message, @Nullable List<String> fields) {
    public ApiError {
        fields = fields == null ? null : List.copyOf(fields);
    }

    /** An error without the key {@code fields}. */
    public static ApiError of(String code, String message) {
        return new ApiError(code, message, null);
    }
}
