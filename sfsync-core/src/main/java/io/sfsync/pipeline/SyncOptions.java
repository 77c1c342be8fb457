/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.mapping.Checks;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.order.DuplicateKeys;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.salesforce.Compression;
import io.sfsync.salesforce.bulk1.ConcurrencyMode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how a run goes, checked as a whole. Made by {@link #builder}.
 *
 * @param operation what is done with the records
 * @param object API name of the Salesforce object, such as {@code Account}
 * @param externalIdField the key field of an upsert; not set for other operations
 * @param api the API to use, not set for {@code auto}
 * @param batchSize records that share a call (collections, 1 to 200) or a batch (bulk1, 1 to 10,000); 0 for the API's
 *     default of 200 or 10,000; {@link #AUTO_BATCH_SIZE} to find what the org can take, from 200 or 2,000 on; Bulk 2.0
 *     does not take it
 * @param jobRows most rows in the file of one Bulk 2.0 job; with 0 jobs grow to 200,000 rows, to 400,000 with several in
 *     flight, as far as the bytes allow
 * @param jobBytes most bytes in the file of one Bulk 2.0 job, 1 to 100,000,000
 * @param parallelism calls, batches or jobs in flight, 1 to 100
 * @param stopOnError whether the run stops at the first rejected record
 * @param errorThreshold rejected records after which the run stops, not set for none
 * @param failOn which finished runs throw
 * @param allOrNone whether a call of collections is saved whole or not at all
 * @param nulls what a missing value does to its field
 * @param timeZone for date-times that carry none; not set, it rejects such a value
 * @param assignmentRule {@code none}, {@code active} or the id of an assignment rule
 * @param headers further request headers, such as {@code Sforce-Duplicate-Rule-Header}
 * @param compression how the files of the Bulk APIs travel, uploads and results
 * @param retries how often a request or record is sent again after a failure that may pass, at least 0
 * @param retryDelay the first delay between two tries, doubled each time, with jitter
 * @param retryMaxTime no retry starts later than this after the first failure
 * @param pollInterval how often a Bulk job is asked for its state; not set for adaptive: half of the time
 *     elapsed, from 0.05 s to 0.5 s, and from 5 s on a tenth of it, at most 5 min; sooner where a job of Bulk 2.0
 *     says by its processed rows that it ends sooner
 * @param jobTimeout after this a run leaves its job behind and ends parked
 * @param concurrencyMode how Bulk 1.0 goes through the batches of a job
 * @param ordered whether records of one key keep their order: a record is sent when those of its key before it have
 *     their outcome
 * @param duplicateKeys what happens to records of one key; all but {@code SEND} read the source to its end before the
 *     first record is sent
 * @param onLimit what happens when the org has no more requests than its reserve, {@link OrgKnowledge#limits()}
 * @param lockBy {@code none}; {@code auto} for master-detail and required lookups; or names of lookups or fields: the
 *     records of one parent are kept together, and apart from those that are written at the same time
 * @param onFinishedRun what happens when the run of {@code runId} is finished
 * @param checks what is compared with the org's describe before it is sent
 * @param dryRun whether the run only says what it would do
 * @param remembering what the run remembers for those after it
 * @param runId the run's id, {@code [A-Za-z0-9._-]{1,80}}; not set for a new one
 */
public record SyncOptions(
        Operation operation,
        String object,
        @Nullable String externalIdField,
        @Nullable Api api,
        int batchSize,
        long jobRows,
        long jobBytes,
        int parallelism,
        boolean stopOnError,
        @Nullable Threshold errorThreshold,
        FailOn failOn,
        boolean allOrNone,
        NullPolicy nulls,
        @Nullable ZoneId timeZone,
        String assignmentRule,
        Map<String, String> headers,
        Compression compression,
        int retries,
        Duration retryDelay,
        Duration retryMaxTime,
        @Nullable Duration pollInterval,
        Duration jobTimeout,
        ConcurrencyMode concurrencyMode,
        boolean ordered,
        DuplicateKeys duplicateKeys,
        OnLimit onLimit,
        String lockBy,
        OnFinishedRun onFinishedRun,
        Checks checks,
        DryRun dryRun,
        Remembering remembering,
        @Nullable String runId) {

    /** The most characters of a run's id. */
    public static final int MAX_RUN_ID = 80;

    /** Raw bytes that one Bulk 2.0 upload may hold: 150 MB after the base64 encoding on Salesforce's side. */
    public static final long MAX_JOB_BYTES = 100_000_000L;

    /** For {@link #batchSize()}: halve when the org cannot take so many, and grow again when it can. */
    public static final int AUTO_BATCH_SIZE = -1;

    public SyncOptions {
        headers = Map.copyOf(headers);
        OptionRules.names(operation, object, externalIdField, runId, assignmentRule);
        OptionRules.sizes(batchSize, jobRows, jobBytes, parallelism, retries);
        OptionRules.times(retryDelay, retryMaxTime, pollInterval, jobTimeout);
        OptionRules.remembering(operation, remembering);
        OptionRules.order(operation, ordered, duplicateKeys, lockBy);
        ApiChoice.of(new ApiNeeds(
                operation,
                api,
                batchSize,
                jobRows,
                concurrencyMode,
                allOrNone,
                stopOnError,
                ordered,
                assignmentRule,
                headers));
    }

    /** Starts with the defaults. */
    public static SyncOptionsBuilder builder(Operation operation, String object) {
        return new SyncOptionsBuilder(operation, object);
    }

    /** What these options decide about the API. */
    ApiChoice apiChoice() {
        return ApiChoice.of(new ApiNeeds(
                operation,
                api,
                batchSize,
                jobRows,
                concurrencyMode,
                allOrNone,
                stopOnError,
                ordered,
                assignmentRule,
                headers));
    }
}
