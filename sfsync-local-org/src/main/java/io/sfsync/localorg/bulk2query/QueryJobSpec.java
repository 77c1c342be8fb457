/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import io.sfsync.localorg.bulk.ColumnDelimiter;
import io.sfsync.localorg.bulk.LineEnding;
import io.sfsync.localorg.http.ApiVersion;

/**
 * What a query job was asked to do.
 *
 * @param operation {@code query} or {@code queryAll}
 * @param object the object's API name in its canonical case
 * @param lineEnding the line ending of the results
 * @param columnDelimiter the column delimiter of the results
 * @param apiVersion the version the job was created with
 * @param userId the 18-character id of who created it
 */
record QueryJobSpec(
        String operation,
        String object,
        LineEnding lineEnding,
        ColumnDelimiter columnDelimiter,
        ApiVersion apiVersion,
        String userId) {}
