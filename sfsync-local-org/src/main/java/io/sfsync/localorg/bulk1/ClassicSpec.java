/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.http.ApiVersion;
import io.sfsync.localorg.http.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a job was asked to do.
 *
 * @param operation the operation as on the wire, such as {@code hardDelete}
 * @param object the object's API name in its canonical case
 * @param externalIdFieldName the key of an upsert; null for other operations
 * @param assignmentRuleId the assignment rule to apply; null for none
 * @param serial whether batches are processed one at a time in the order they came
 * @param contentType the form of data and results
 * @param chunkSize rows of a chunk of primary keys, for queries; 0 for none
 * @param startRow the id that the first chunk begins with; empty for the first id there is
 * @param apiVersion the version the job was created with
 * @param owner who created it
 */
record ClassicSpec(
        String operation,
        String object,
        @Nullable String externalIdFieldName,
        @Nullable String assignmentRuleId,
        boolean serial,
        ContentType contentType,
        int chunkSize,
        String startRow,
        ApiVersion apiVersion,
        Session owner) {
    boolean isQuery() {
        return operation.startsWith("query");
    }
}
