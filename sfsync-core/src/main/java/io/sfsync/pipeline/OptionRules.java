/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.order.DuplicateKeys;
import io.sfsync.outcome.Operation;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds of the options. Which of them exclude each other is {@link ApiChoice}'s. */
final class OptionRules {
    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9._-]{1,80}");
    private static final Pattern RULE_ID = Pattern.compile("01Q[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");
    private static final int MAX_BATCH_SIZE = 10_000;
    private static final int MAX_PARALLELISM = 100;
    private static final int MAX_RETRIES = 100;

    private OptionRules() {}

    static void names(
            Operation operation,
            String object,
            @Nullable String externalIdField,
            @Nullable String runId,
            String assignmentRule) {
        if (object.isBlank()) {
            throw new IllegalArgumentException("object must name a Salesforce object, such as Account");
        }
        boolean keyed = externalIdField != null && !externalIdField.isBlank();
        if (operation == Operation.UPSERT && !keyed) {
            throw new IllegalArgumentException("externalIdField is required for upsert: name the external id field of "
                    + object + " that holds the key, such as External_Key__c");
        }
        if (operation != Operation.UPSERT && keyed) {
            throw new IllegalArgumentException(
                    "externalIdField=" + externalIdField + " is for upsert only; leave it out,"
                            + " or use operation upsert instead of " + operation.wireName());
        }
        if (runId != null && (!RUN_ID.matcher(runId).matches() || runId.startsWith("."))) {
            throw new IllegalArgumentException("runId must be 1 to 80 letters, digits, '.', '_' or '-' and not start"
                    + " with '.', was '" + runId + "'");
        }
        if (!assignmentRule.equals("none")
                && !assignmentRule.equals("active")
                && !RULE_ID.matcher(assignmentRule).matches()) {
            throw new IllegalArgumentException("assignmentRule must be none, active or the id of an assignment rule"
                    + " (15 or 18 characters that start with 01Q), was '" + assignmentRule + "'");
        }
    }

    static void sizes(int batchSize, long jobRows, long jobBytes, int parallelism, int retries) {
        if (batchSize != SyncOptions.AUTO_BATCH_SIZE) {
            within("batchSize", batchSize, 0, MAX_BATCH_SIZE, "1 to 200 over collections; 0 for the default");
        }
        within("jobRows", jobRows, 0, Long.MAX_VALUE, "0 for no limit but jobBytes");
        within("jobBytes", jobBytes, 1, SyncOptions.MAX_JOB_BYTES, "what one upload may hold");
        within("parallelism", parallelism, 1, MAX_PARALLELISM, "an org allows 25 long calls at a time");
        within("retries", retries, 0, MAX_RETRIES, "0 to try only once");
    }

    static void remembering(Operation operation, Remembering remembering) {
        if (remembering.changedOnly() && operation != Operation.UPSERT && operation != Operation.UPDATE) {
            throw new IllegalArgumentException("changedOnly=true needs records that have a key, and operation "
                    + operation.wireName() + " gives them none; use upsert or update, or leave changedOnly out");
        }
        if (remembering.idMap() != null && (operation == Operation.DELETE || operation == Operation.HARD_DELETE)) {
            throw new IllegalArgumentException("idMap notes the ids of records that are in the org after the run, and"
                    + " operation " + operation.wireName() + " leaves none; leave idMap out");
        }
    }

    static void order(Operation operation, boolean ordered, DuplicateKeys duplicateKeys, String lockBy) {
        if (lockBy.isBlank()) {
            throw new IllegalArgumentException(
                    "lockBy must be none, auto or names of lookups with commas between them, was '" + lockBy + "'");
        }
        if (ordered && !lockBy.equalsIgnoreCase("none")) {
            throw new IllegalArgumentException("lockBy=" + lockBy + " sorts records by their parent, and ordered=true"
                    + " keeps their order; leave out one of them");
        }
        boolean keyed = operation != Operation.INSERT;
        if (!keyed && (ordered || duplicateKeys != DuplicateKeys.SEND)) {
            String option = ordered
                    ? "ordered=true"
                    : "duplicateKeys=" + duplicateKeys.name().toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException(
                    option + " is about records with the same key, and records to insert have"
                            + " none; leave it out, or use operation upsert with an externalIdField");
        }
    }

    private static void within(String option, long value, long least, long most, String hint) {
        if (value < least || value > most) {
            String bound = most == Long.MAX_VALUE ? "at least " + least : least + " to " + most;
            throw new IllegalArgumentException(option + " must be " + bound + " (" + hint + "), was " + value);
        }
    }

    static void times(
            Duration retryDelay, Duration retryMaxTime, @Nullable Duration pollInterval, Duration jobTimeout) {
        if (retryDelay.isNegative()) {
            throw new IllegalArgumentException("retryDelay must not be negative, was " + retryDelay);
        }
        if (retryMaxTime.isNegative()) {
            throw new IllegalArgumentException("retryMaxTime must not be negative, was " + retryMaxTime);
        }
        if (pollInterval != null && (pollInterval.isNegative() || pollInterval.isZero())) {
            throw new IllegalArgumentException(
                    "pollInterval must be longer than nothing, was " + pollInterval + "; leave it out to adapt");
        }
        if (jobTimeout.isNegative() || jobTimeout.isZero()) {
            throw new IllegalArgumentException("jobTimeout must be longer than nothing, was " + jobTimeout);
        }
    }
}
