/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import org.apache.camel.spi.Metadata;

/**
 * The names of headers and exchange properties. Those that are read and those that are written differ, so that the
 * result of one run never steers the next.
 */
public final class SfSyncConstants {
    @Metadata(
            label = "in",
            description =
                    "The operation, over the one in the URI: insert, update, upsert or delete. hardDelete can only"
                            + " be chosen in the URI.",
            javaType = "String")
    public static final String OPERATION = "CamelSfSyncOperation";

    @Metadata(
            label = "in",
            description = "The API name of the Salesforce object, over the one in the URI.",
            javaType = "String")
    public static final String OBJECT = "CamelSfSyncObject";

    @Metadata(
            label = "in",
            description = "The external id field, over the option externalIdField.",
            javaType = "String")
    public static final String EXTERNAL_ID_FIELD = "CamelSfSyncExternalIdField";

    @Metadata(
            label = "in",
            description = "The id of the run, over the option runId: 1 to 80 letters, digits, dots, underscores or"
                    + " hyphens. The exchange property of the same name holds the id of the last run, from before its"
                    + " first record is read.",
            javaType = "String")
    public static final String RUN_ID = "CamelSfSyncRunId";

    @Metadata(
            label = "in",
            description = "Records in one call of sObject collections, over the option batchSize.",
            javaType = "Integer")
    public static final String BATCH_SIZE = "CamelSfSyncBatchSize";

    @Metadata(
            label = "out",
            description = "The id of the run that this result, or this list of error or success records, belongs to.",
            javaType = "String")
    public static final String RESULT_RUN_ID = "CamelSfSyncResultRunId";

    @Metadata(label = "out", description = "The operation of the run.", javaType = "String")
    public static final String RESULT_OPERATION = "CamelSfSyncResultOperation";

    @Metadata(label = "out", description = "The Salesforce object of the run.", javaType = "String")
    public static final String RESULT_OBJECT = "CamelSfSyncResultObject";

    @Metadata(label = "out", description = "SUCCESS, PARTIAL or FAILED.", javaType = "String")
    public static final String STATUS = "CamelSfSyncStatus";

    @Metadata(label = "out", description = "All records of the run.", javaType = "Long")
    public static final String TOTAL = "CamelSfSyncTotal";

    @Metadata(label = "out", description = "Records created.", javaType = "Long")
    public static final String CREATED = "CamelSfSyncCreated";

    @Metadata(label = "out", description = "Records updated.", javaType = "Long")
    public static final String UPDATED = "CamelSfSyncUpdated";

    @Metadata(label = "out", description = "Records deleted.", javaType = "Long")
    public static final String DELETED = "CamelSfSyncDeleted";

    @Metadata(label = "out", description = "Records that were as they should be already.", javaType = "Long")
    public static final String UNCHANGED = "CamelSfSyncUnchanged";

    @Metadata(label = "out", description = "Records rejected, here or by Salesforce.", javaType = "Long")
    public static final String REJECTED = "CamelSfSyncRejected";

    @Metadata(label = "out", description = "Records never processed, because the run stopped.", javaType = "Long")
    public static final String UNPROCESSED = "CamelSfSyncUnprocessed";

    @Metadata(
            label = "out",
            description = "Records that were sent, whose answer was lost, and that nobody can find out about.",
            javaType = "Long")
    public static final String UNKNOWN = "CamelSfSyncUnknown";

    @Metadata(label = "out", description = "The time the run took, in milliseconds.", javaType = "Long")
    public static final String ELAPSED = "CamelSfSyncElapsed";

    @Metadata(label = "out", description = "Requests sent to Salesforce, logins not counted.", javaType = "Long")
    public static final String REQUESTS = "CamelSfSyncRequests";

    @Metadata(
            label = "out",
            description = "The ids of the Bulk jobs, in the order of their creation.",
            javaType = "List")
    public static final String JOB_IDS = "CamelSfSyncJobIds";

    @Metadata(
            label = "out",
            description = "true where overlap=skip left the exchange alone because another run of the route was going"
                    + " on.",
            javaType = "Boolean")
    public static final String SKIPPED = "CamelSfSyncSkipped";

    private SfSyncConstants() {}
}
