/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.ColumnDelimiter;
import io.sfsync.localorg.bulk.LineEnding;
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
 * @param lineEnding the line ending of the data
 * @param columnDelimiter the column delimiter of data and results
 * @param apiVersion the version the job was created with
 * @param owner who created it
 */
record JobSpec(
        String operation,
        String object,
        @Nullable String externalIdFieldName,
        @Nullable String assignmentRuleId,
        LineEnding lineEnding,
        ColumnDelimiter columnDelimiter,
        ApiVersion apiVersion,
        Session owner) {}
