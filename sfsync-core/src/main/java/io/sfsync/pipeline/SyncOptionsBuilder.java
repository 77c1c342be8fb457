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
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds {@link SyncOptions}, where each option is explained; what is not set has its default. */
public final class SyncOptionsBuilder {
    private final Operation operation;
    private final String object;
    private @Nullable String externalIdField;
    private @Nullable Api api;
    private int batchSize;
    private long jobRows;
    private long jobBytes = SyncOptions.MAX_JOB_BYTES;
    private int parallelism = 1;
    private Checks checks = Checks.DEFAULT;
    private DryRun dryRun = DryRun.OFF;
    private Remembering remembering = Remembering.NOTHING;
    private boolean stopOnError;
    private @Nullable Threshold errorThreshold;
    private FailOn failOn = FailOn.DEFAULT;
    private boolean allOrNone;
    private NullPolicy nulls = NullPolicy.IGNORE;
    private @Nullable ZoneId timeZone;
    private String assignmentRule = "none";
    private Compression compression = Compression.NONE;
    private final Map<String, String> headers = new HashMap<>();
    private int retries = 5;
    private Duration retryDelay = Duration.ofMillis(500);
    private Duration retryMaxTime = Duration.ofMinutes(15);
    private @Nullable Duration pollInterval;
    private Duration jobTimeout = Duration.ofHours(24);
    private ConcurrencyMode concurrencyMode = ConcurrencyMode.PARALLEL;
    private boolean ordered;
    private DuplicateKeys duplicateKeys = DuplicateKeys.SEND;
    private OnLimit onLimit = OnLimit.PARK;
    private String lockBy = "none";
    private OnFinishedRun onFinishedRun = OnFinishedRun.FAIL;
    private @Nullable String runId;

    SyncOptionsBuilder(Operation operation, String object) {
        this.operation = operation;
        this.object = object;
    }

    /** Sets {@link SyncOptions#externalIdField()}. */
    public SyncOptionsBuilder externalIdField(@Nullable String value) {
        this.externalIdField = value;
        return this;
    }

    /** Sets {@link SyncOptions#api()}. */
    public SyncOptionsBuilder api(@Nullable Api value) {
        this.api = value;
        return this;
    }

    /** Sets {@link SyncOptions#batchSize()}. */
    public SyncOptionsBuilder batchSize(int value) {
        this.batchSize = value;
        return this;
    }

    /** Sets {@link SyncOptions#jobRows()}. */
    public SyncOptionsBuilder jobRows(long value) {
        this.jobRows = value;
        return this;
    }

    /** Sets {@link SyncOptions#jobBytes()}. */
    public SyncOptionsBuilder jobBytes(long value) {
        this.jobBytes = value;
        return this;
    }

    /** Sets {@link SyncOptions#checks()}. */
    public SyncOptionsBuilder checks(Checks value) {
        this.checks = value;
        return this;
    }

    /** Sets {@link SyncOptions#dryRun()}. */
    public SyncOptionsBuilder dryRun(DryRun value) {
        this.dryRun = value;
        return this;
    }

    /** Sets {@link SyncOptions#remembering()}. */
    public SyncOptionsBuilder remembering(Remembering value) {
        this.remembering = value;
        return this;
    }

    /** Sets {@link SyncOptions#parallelism()}. */
    public SyncOptionsBuilder parallelism(int value) {
        this.parallelism = value;
        return this;
    }

    /** Sets {@link SyncOptions#stopOnError()}. */
    public SyncOptionsBuilder stopOnError(boolean value) {
        this.stopOnError = value;
        return this;
    }

    /** Sets {@link SyncOptions#errorThreshold()}. */
    public SyncOptionsBuilder errorThreshold(@Nullable Threshold value) {
        this.errorThreshold = value;
        return this;
    }

    /** Sets {@link SyncOptions#failOn()}. */
    public SyncOptionsBuilder failOn(FailOn value) {
        this.failOn = value;
        return this;
    }

    /** Sets {@link SyncOptions#allOrNone()}. */
    public SyncOptionsBuilder allOrNone(boolean value) {
        this.allOrNone = value;
        return this;
    }

    /** Sets {@link SyncOptions#nulls()}. */
    public SyncOptionsBuilder nulls(NullPolicy value) {
        this.nulls = value;
        return this;
    }

    /** Sets {@link SyncOptions#timeZone()}. */
    public SyncOptionsBuilder timeZone(@Nullable ZoneId value) {
        this.timeZone = value;
        return this;
    }

    /** Sets {@link SyncOptions#compression()}. */
    public SyncOptionsBuilder compression(Compression value) {
        this.compression = value;
        return this;
    }

    /** Sets {@link SyncOptions#assignmentRule()}. */
    public SyncOptionsBuilder assignmentRule(String value) {
        this.assignmentRule = value;
        return this;
    }

    /** Sets {@link SyncOptions#retries()}. */
    public SyncOptionsBuilder retries(int value) {
        this.retries = value;
        return this;
    }

    /** Sets {@link SyncOptions#retryDelay()}. */
    public SyncOptionsBuilder retryDelay(Duration value) {
        this.retryDelay = value;
        return this;
    }

    /** Sets {@link SyncOptions#retryMaxTime()}. */
    public SyncOptionsBuilder retryMaxTime(Duration value) {
        this.retryMaxTime = value;
        return this;
    }

    /** Sets {@link SyncOptions#pollInterval()}. */
    public SyncOptionsBuilder pollInterval(@Nullable Duration value) {
        this.pollInterval = value;
        return this;
    }

    /** Sets {@link SyncOptions#jobTimeout()}. */
    public SyncOptionsBuilder jobTimeout(Duration value) {
        this.jobTimeout = value;
        return this;
    }

    /** Sets {@link SyncOptions#concurrencyMode()}. */
    public SyncOptionsBuilder concurrencyMode(ConcurrencyMode value) {
        this.concurrencyMode = value;
        return this;
    }

    /** Sets {@link SyncOptions#ordered()}. */
    public SyncOptionsBuilder ordered(boolean value) {
        this.ordered = value;
        return this;
    }

    /** Sets {@link SyncOptions#duplicateKeys()}. */
    public SyncOptionsBuilder duplicateKeys(DuplicateKeys value) {
        this.duplicateKeys = value;
        return this;
    }

    /** Sets {@link SyncOptions#onLimit()}. */
    public SyncOptionsBuilder onLimit(OnLimit value) {
        this.onLimit = value;
        return this;
    }

    /** Sets {@link SyncOptions#lockBy()}. */
    public SyncOptionsBuilder lockBy(String value) {
        this.lockBy = value;
        return this;
    }

    /** Sets {@link SyncOptions#onFinishedRun()}. */
    public SyncOptionsBuilder onFinishedRun(OnFinishedRun value) {
        this.onFinishedRun = value;
        return this;
    }

    /** Sets {@link SyncOptions#runId()}. */
    public SyncOptionsBuilder runId(@Nullable String value) {
        this.runId = value;
        return this;
    }

    /** Adds a request header to every write. */
    public SyncOptionsBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if an option is out of its bounds or contradicts another; the message names the
     *     option, the value, the bound and the way out
     */
    public SyncOptions build() {
        return new SyncOptions(
                operation,
                object,
                externalIdField,
                api,
                batchSize,
                jobRows,
                jobBytes,
                parallelism,
                stopOnError,
                errorThreshold,
                failOn,
                allOrNone,
                nulls,
                timeZone,
                assignmentRule,
                headers,
                compression,
                retries,
                retryDelay,
                retryMaxTime,
                pollInterval,
                jobTimeout,
                concurrencyMode,
                ordered,
                duplicateKeys,
                onLimit,
                lockBy,
                onFinishedRun,
                checks,
                dryRun,
                remembering,
                runId);
    }
}
