/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk2;

import io.sfsync.outcome.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job is created with (Bulk API 2.0 Developer Guide, Create a Job).
 *
 * @param object API name in its canonical case
 * @param keyField the key of an upsert, {@code null} for other operations
 * @param assignmentRuleId the assignment rule to apply, {@code null} for none
 * @param headers further request headers
 */
public record JobRequest(
        Operation operation,
        String object,
        @Nullable String keyField,
        @Nullable String assignmentRuleId,
        Map<String, String> headers) {
    public JobRequest {
        headers = Map.copyOf(headers);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("object", object);
        body.put("operation", operation.wireName());
        if (keyField != null) {
            body.put("externalIdFieldName", keyField);
        }
        if (assignmentRuleId != null) {
            body.put("assignmentRuleId", assignmentRuleId);
        }
        body.put("contentType", "CSV");
        body.put("lineEnding", "LF");
        return body;
    }
}
