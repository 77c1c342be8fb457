/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.ledger.OnFinishedRun;
import io.sfsync.mapping.Checks;
import io.sfsync.mapping.NullPolicy;
import io.sfsync.order.DuplicateKeys;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.pipeline.DryRun;
import io.sfsync.pipeline.FailOn;
import io.sfsync.pipeline.OnLimit;
import io.sfsync.pipeline.Remembering;
import io.sfsync.pipeline.SyncOptions;
import io.sfsync.pipeline.SyncOptionsBuilder;
import io.sfsync.pipeline.Threshold;
import io.sfsync.salesforce.Compression;
import io.sfsync.salesforce.bulk1.ConcurrencyMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates the options of an endpoint into the engine's, whose rules then judge them. */
final class RunOptions {
    private static final String DUPLICATE_RULE_HEADER = "Sforce-Duplicate-Rule-Header";
    private static final String AUTO_ASSIGN_HEADER = "Sforce-Auto-Assign";
    private static final String SFORCE = "Sforce-";

    private final SfSyncConfiguration configuration;
    private final Operation operation;
    private final @Nullable String object;

    RunOptions(SfSyncConfiguration configuration, Operation operation, @Nullable String object) {
        this.configuration = configuration;
        this.operation = operation;
        this.object = object;
    }

    /** The options of the endpoint alone, to find their errors at start. */
    SyncOptions withoutExchange() {
        String key = configuration.getExternalIdField();
        String runId = configuration.getRunId();
        boolean keyMayComeByHeader = operation == Operation.UPSERT && object == null && key == null;
        return builder(operation, object == null ? "the object of the header" : object)
                .externalIdField(keyMayComeByHeader ? "Id" : key)
                .batchSize(batchSize())
                .runId(runId != null && isExpression(runId) ? null : runId)
                .build();
    }

    /**
     * The options for one exchange.
     *
     * @param isOneRecord whether the body is one record, whose rejection then fails the exchange
     * @throws IllegalArgumentException if a header is invalid, or together with the options is
     */
    SyncOptions forExchange(HeaderOverrides headers, boolean isOneRecord) {
        String target = headers.object(object);
        if (target == null) {
            throw new IllegalArgumentException("no Salesforce object: name it in the URI, as in sfsync:"
                    + operation.wireName() + ":Account, or in the header " + SfSyncConstants.OBJECT);
        }
        Operation chosen = headers.operation(operation);
        boolean keyed = chosen == Operation.UPSERT || chosen == operation;
        FailOn failOn = FailOn.parse(configuration.getFailOn());
        return builder(chosen, target)
                .failOn(isOneRecord && failOn.mode() != FailOn.Mode.NEVER ? FailOn.parse("any") : failOn)
                .externalIdField(keyed ? headers.externalIdField(configuration.getExternalIdField()) : null)
                .batchSize(headers.batchSize(batchSize()))
                .runId(headers.runId(configuration.getRunId()))
                .build();
    }

    /** Whether an option is to be evaluated for each exchange. */
    static boolean isExpression(String text) {
        return text.contains("${") || text.contains("$simple{");
    }

    private SyncOptionsBuilder builder(Operation chosen, String target) {
        SyncOptionsBuilder builder = SyncOptions.builder(chosen, target)
                .api(api(configuration.getApi()))
                .jobRows(configuration.getJobRows())
                .jobBytes(configuration.getJobBytes())
                .parallelism(configuration.getParallelism())
                .stopOnError(configuration.isStopOnError())
                .errorThreshold(threshold(configuration.getErrorThreshold()))
                .failOn(FailOn.parse(configuration.getFailOn()))
                .allOrNone(configuration.isAllOrNone())
                .lockBy(configuration.getLockBy())
                .ordered(configuration.isOrdered())
                .duplicateKeys(choice("duplicateKeys", configuration.getDuplicateKeys(), DuplicateKeys.class))
                .dryRun(choice("dryRun", configuration.getDryRun(), DryRun.class))
                .remembering(new Remembering(
                        configuration.isChangedOnly(), configuration.getIdMap(), configuration.getIdMapKey()))
                .checks(new Checks(
                        choice("checks", configuration.getChecks(), Checks.Level.class),
                        choice("readOnly", configuration.getReadOnly(), Checks.ReadOnly.class)))
                .nulls(choice("nulls", configuration.getNulls(), NullPolicy.class))
                .concurrencyMode(choice("concurrencyMode", configuration.getConcurrencyMode(), ConcurrencyMode.class))
                .onFinishedRun(choice("onFinishedRun", configuration.getOnFinishedRun(), OnFinishedRun.class))
                .timeZone(timeZone(configuration.getTimeZone()))
                .onLimit(choice("onLimit", configuration.getOnLimit(), OnLimit.class))
                .compression(choice("compression", configuration.getCompression(), Compression.class))
                .assignmentRule(configuration.getAssignmentRule());
        retries(builder);
        headers(builder);
        return builder;
    }

    private int batchSize() {
        String text = configuration.getBatchSize().trim();
        if (text.equalsIgnoreCase("auto")) {
            return SyncOptions.AUTO_BATCH_SIZE;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("batchSize must be a whole number, in digits only, of 1 to 200 over"
                    + " collections or 1 to 10000 over bulk1, 0 for the default, or auto, was '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private void retries(SyncOptionsBuilder builder) {
        builder.retries(configuration.getRetries())
                .retryDelay(Duration.ofMillis(configuration.getRetryDelay()))
                .retryMaxTime(Duration.ofMillis(configuration.getRetryMaxTime()))
                .pollInterval(
                        configuration.getPollInterval() == 0
                                ? null
                                : Duration.ofMillis(configuration.getPollInterval()))
                .jobTimeout(Duration.ofMillis(configuration.getJobTimeout()));
    }

    private void headers(SyncOptionsBuilder builder) {
        for (Map.Entry<String, Object> header : configuration.getSforceHeaders().entrySet()) {
            builder.header(headerName(header.getKey()), String.valueOf(header.getValue()));
        }
        String duplicateRule = configuration.getDuplicateRule();
        if (duplicateRule != null) {
            builder.header(DUPLICATE_RULE_HEADER, duplicateRule);
        }
    }

    private static String headerName(String key) {
        String name = key.regionMatches(true, 0, SFORCE, 0, SFORCE.length()) ? key : SFORCE + key;
        if (name.equalsIgnoreCase(DUPLICATE_RULE_HEADER)) {
            throw new IllegalArgumentException("sforceHeader." + key + " is the option duplicateRule; use that");
        }
        if (name.equalsIgnoreCase(AUTO_ASSIGN_HEADER)) {
            throw new IllegalArgumentException("sforceHeader." + key + " is the option assignmentRule; use that");
        }
        return name;
    }

    private static @Nullable Api api(String name) {
        if (name.equalsIgnoreCase("auto")) {
            return null;
        }
        return Arrays.stream(Api.values())
                .filter(api -> api.optionName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "api must be one of auto, collections, bulk1, bulk2, was '" + name + "'"));
    }

    private static @Nullable Threshold threshold(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Threshold.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("errorThreshold: " + e.getMessage(), e);
        }
    }

    private static @Nullable ZoneId timeZone(@Nullable String name) {
        if (name == null) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timeZone must be a zone id such as Europe/Berlin or an offset such as +01:00, was '" + name + "'",
                    e);
        }
    }

    /**
     * The constant of this name in any case.
     *
     * @throws IllegalArgumentException for another name, with those there are
     */
    static <E extends Enum<E>> E choice(String option, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text.trim())) {
                return constant;
            }
        }
        String names = String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList());
        throw new IllegalArgumentException(option + " must be one of " + names + ", was '" + text + "'");
    }
}
