/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.soql;

import io.sfsync.localorg.schema.OrgSchema;

/**
 * Who asks, and how.
 *
 * @param schema the objects and fields that the user may see
 * @param version the API version for the addresses in the answer, such as {@code 62.0}
 * @param includeDeleted whether records in the recycle bin are found too
 * @param batchSize how many records a page has, 200 to 2000
 */
public record QueryContext(OrgSchema schema, String version, boolean includeDeleted, int batchSize) {

    /** The most records of a page, and the default. */
    public static final int MAX_BATCH_SIZE = 2000;

    /** The fewest records of a page; smaller wishes are raised to it. */
    public static final int MIN_BATCH_SIZE = 200;

    /** Holds the batch size within its bounds, as the org does with what it calls a hint. */
    public QueryContext {
        batchSize = Math.max(MIN_BATCH_SIZE, Math.min(MAX_BATCH_SIZE, batchSize));
    }

    /** Pages of 2000 records. */
    public static QueryContext of(OrgSchema schema, String version) {
        return new QueryContext(schema, version, false, MAX_BATCH_SIZE);
    }

    /** The same, deleted records included or not. */
    public QueryContext withDeleted(boolean include) {
        return new QueryContext(schema, version, include, batchSize);
    }
}
