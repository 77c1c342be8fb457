/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.salesforce.bulk1.ConcurrencyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options that decide about the API, as {@link SyncOptions} explains them. */
record ApiNeeds(
        Operation operation,
        @Nullable Api api,
        int batchSize,
        long jobRows,
        ConcurrencyMode concurrencyMode,
        boolean allOrNone,
        boolean stopOnError,
        boolean ordered,
        String assignmentRule,
        Map<String, String> headers) {
    private static final int MAX_CALL_RECORDS = 200;

    /** The options that only this API knows. */
    List<String> only(Api which) {
        return switch (which) {
            case COLLECTIONS -> onlyCollections();
            case BULK1 -> onlyBulk1();
            case BULK2 -> List.of();
        };
    }

    /** The options that this API cannot serve, so that another one has to. */
    List<String> against(Api which) {
        List<String> reasons = new ArrayList<>();
        for (Api other : Api.values()) {
            if (other != which) {
                reasons.addAll(only(other));
            }
        }
        boolean smallBatches = batchSize > 0 && batchSize <= MAX_CALL_RECORDS;
        if (which == Api.BULK2 && smallBatches) {
            reasons.add("batchSize=" + batchSize);
        }
        if (which == Api.BULK2 && batchSize == SyncOptions.AUTO_BATCH_SIZE) {
            reasons.add("batchSize=auto");
        }
        if (which == Api.COLLECTIONS && operation == Operation.HARD_DELETE) {
            reasons.add("operation hardDelete");
        }
        return reasons;
    }

    private List<String> onlyCollections() {
        List<String> reasons = new ArrayList<>();
        if (allOrNone) {
            reasons.add("allOrNone=true");
        }
        if (stopOnError) {
            reasons.add("stopOnError=true");
        }
        if (ordered) {
            reasons.add("ordered=true");
        }
        if (assignmentRule.equals("active")) {
            reasons.add("assignmentRule=active");
        }
        headers.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("sforce-duplicate-rule"))
                .forEach(name -> reasons.add("header " + name));
        return reasons;
    }

    private List<String> onlyBulk1() {
        List<String> reasons = new ArrayList<>();
        if (batchSize > MAX_CALL_RECORDS) {
            reasons.add("batchSize=" + batchSize);
        }
        if (concurrencyMode == ConcurrencyMode.SERIAL) {
            reasons.add("concurrencyMode=serial");
        }
        return reasons;
    }
}
