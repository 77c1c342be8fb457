/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds of the options, and which of them exclude each other. */
final class OptionRules {
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9._-]{1,80}");

    private OptionRules() {}

    @SuppressWarnings("TooManyParameters")
    static void check(
            Operation operation,
            String object,
            @Nullable String externalIdField,
            @Nullable Api api,
            int batchSize,
            long jobRows,
            long jobBytes,
            int parallelism,
            boolean stopOnError,
            boolean allOrNone,
            int retries,
            @Nullable String runId) {
        if (object.isBlank()) {
            throw new IllegalArgumentException("object must name a Salesforce object, such as Account");
        }
        if (operation == Operation.UPSERT && (externalIdField == null || externalIdField.isBlank())) {
            throw new IllegalArgumentException("externalIdField is required for upsert: name the external id field of "
                    + object + " that holds the key, such as External_Key__c");
        }
        if (runId != null && !RUN_ID.matcher(runId).matches()) {
            throw new IllegalArgumentException(
                    "runId must be 1 to 80 letters, digits, '.', '_' or '-', was '" + runId + "'");
        }
    }
}
