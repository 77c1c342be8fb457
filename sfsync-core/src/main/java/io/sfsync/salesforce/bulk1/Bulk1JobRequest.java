/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk1;

import io.sfsync.outcome.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job is created with (Bulk API Developer Guide, Create a Job).
 *
 * @param object API name in its canonical case
 * @param keyField the key of an upsert, {@code null} for other operations
 * @param concurrencyMode whether batches may run at the same time
 * @param assignmentRuleId the assignment rule to apply, {@code null} for none
 * @param headers further request headers
 */
public record Bulk1JobRequest(
        Operation operation,
        String object,
        @Nullable String keyField,
        ConcurrencyMode concurrencyMode,
        @Nullable String assignmentRuleId,
        Map<String, String> headers) {
    public Bulk1JobRequest {
        headers = Map.copyOf(headers);
    }
}
