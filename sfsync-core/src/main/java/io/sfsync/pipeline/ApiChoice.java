/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which API carries a run. The choice never changes what a run means: what one API cannot do decides for the other, and
 * an explicit choice that contradicts an option is an error.
 *
 * @param api the API, {@code null} while only the number of records can tell
 * @param because the option that decided, for log lines and errors; empty while nothing has
 */
record ApiChoice(@Nullable Api api, String because) {
    /** Up to so many records go over collections where nothing else decides. */
    static final int MAX_COLLECTIONS_RECORDS = 2_000;

    private static final int MAX_CALL_RECORDS = 200;

    /**
     * What the options alone decide.
     *
     * @throws IllegalArgumentException if options contradict each other; the message names the way out
     */
    static ApiChoice of(
            Operation operation,
            @Nullable Api api,
            int batchSize,
            long jobRows,
            boolean allOrNone,
            boolean stopOnError,
            String assignmentRule,
            Map<String, String> headers) {
        if (api == Api.BULK1) {
            throw new IllegalArgumentException("api=bulk1 is not built yet; use api=bulk2, which takes the same"
                    + " operations, or api=collections for small batches");
        }
        List<String> collections = onlyCollections(batchSize, allOrNone, stopOnError, assignmentRule, headers);
        List<String> bulk2 = operation == Operation.HARD_DELETE ? List.of("operation hardDelete") : List.of();
        if (!collections.isEmpty() && !bulk2.isEmpty()) {
            throw new IllegalArgumentException(collections.get(0) + " needs api collections, and " + bulk2.get(0)
                    + " needs api bulk2; leave out one of them");
        }
        if (batchSize > MAX_CALL_RECORDS) {
            throw new IllegalArgumentException(
                    "batchSize=" + batchSize + " needs api bulk1, which is not built yet; use"
                            + " a batchSize of 1 to 200 (collections), or jobRows to cut the files of Bulk 2.0 jobs");
        }
        if (api == null) {
            return collections.isEmpty()
                    ? new ApiChoice(bulk2.isEmpty() ? null : Api.BULK2, String.join(", ", bulk2))
                    : new ApiChoice(Api.COLLECTIONS, String.join(", ", collections));
        }
        contradiction(api, api == Api.COLLECTIONS ? bulk2 : collections);
        if (api == Api.COLLECTIONS && jobRows > 0) {
            throw new IllegalArgumentException("jobRows=" + jobRows
                    + " cuts the files of Bulk 2.0 jobs and means nothing to api=collections; use batchSize");
        }
        return new ApiChoice(api, "api=" + api.optionName());
    }

    private static void contradiction(Api api, List<String> against) {
        if (!against.isEmpty()) {
            Api other = api == Api.COLLECTIONS ? Api.BULK2 : Api.COLLECTIONS;
            throw new IllegalArgumentException(against.get(0) + " is not possible with api=" + api.optionName()
                    + "; use api=" + other.optionName() + " or api=auto, or leave the option out");
        }
    }

    private static List<String> onlyCollections(
            int batchSize, boolean allOrNone, boolean stopOnError, String assignmentRule, Map<String, String> headers) {
        List<String> reasons = new ArrayList<>();
        if (allOrNone) {
            reasons.add("allOrNone=true");
        }
        if (stopOnError) {
            reasons.add("stopOnError=true");
        }
        if (batchSize > 0 && batchSize <= MAX_CALL_RECORDS) {
            reasons.add("batchSize=" + batchSize);
        }
        if (assignmentRule.equals("active")) {
            reasons.add("assignmentRule=active");
        }
        headers.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("sforce-duplicate-rule"))
                .forEach(name -> reasons.add("header " + name));
        return reasons;
    }

    /** Whether the number of records still has to tell. */
    boolean isOpen() {
        return api == null;
    }

    /** The choice once it is known whether there are more records than collections are meant for. */
    ApiChoice decide(long atLeast) {
        if (api != null) {
            return this;
        }
        return atLeast > MAX_COLLECTIONS_RECORDS
                ? new ApiChoice(Api.BULK2, "more than " + MAX_COLLECTIONS_RECORDS + " records")
                : new ApiChoice(Api.COLLECTIONS, atLeast + " records");
    }
}
