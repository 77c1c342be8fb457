/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.rest;

import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.store.DmlOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The request headers that change what happens to records (REST API Developer Guide, Headers): {@code Sforce-Auto-Assign}, by default
 * {@code TRUE}, and {@code Sforce-Duplicate-Rule-Header}. {@code Sforce-Call-Options}, {@code Sforce-Mru} and {@code Sforce-Query-Options}
 * are taken and change nothing here.
 */
final class RequestHeaders {
    private RequestHeaders() {}

    static DmlOptions options(Call call, long userId) {
        return DmlOptions.of(userId)
                .withAssignmentRule(
                        assignmentRule(call.header("Sforce-Auto-Assign").orElse("TRUE")))
                .withAllowDuplicates(allowsDuplicates(
                        call.header("Sforce-Duplicate-Rule-Header").orElse("")));
    }

    private static @Nullable String assignmentRule(String header) {
        String value = header.strip();
        if (value.equalsIgnoreCase("FALSE")) {
            return null;
        }
        return value.equalsIgnoreCase("TRUE") || value.isEmpty() ? "TRUE" : value;
    }

    private static boolean allowsDuplicates(String header) {
        return header.toLowerCase(Locale.ROOT).replace(" ", "").contains("allowsave=true");
    }
}
