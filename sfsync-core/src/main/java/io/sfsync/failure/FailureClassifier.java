/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.failure;

import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.RecordError;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place where failures are classified: a pure function of API, HTTP status and Salesforce's code. Codes are
 * never localised, messages are; the message is looked at for one thing only, Apex governor limits, which hide inside
 * the code of every failed trigger.
 */
public final class FailureClassifier {
    /** For {@link #classify}: no answer came. */
    public static final int NO_ANSWER = 0;

    /** For {@link #classify}: the request was answered, and this is about one record of it, or one job. */
    public static final int ANSWERED = 200;

    private static final String GOVERNOR_LIMIT = "System.LimitException";

    private static final Map<String, FailureClass> OF_RECORDS = Map.of(
            "UNABLE_TO_LOCK_ROW", FailureClass.RETRY_RECORD,
            "SERVER_UNAVAILABLE", FailureClass.RETRY_RECORD,
            "TXN_SECURITY_METERING_ERROR", FailureClass.RETRY_RECORD,
            "REQUEST_RUNNING_TOO_LONG", FailureClass.SEND_NARROWER,
            "InvalidBatch", FailureClass.ABORT_RUN,
            "ClientInputError", FailureClass.ABORT_RUN,
            "InvalidJob", FailureClass.ABORT_RUN,
            "TooManyLockFailure", FailureClass.RETRY_BATCH);

    private static final Set<String> NOT_YET = Set.of(
            "REQUEST_LIMIT_EXCEEDED", "LIMIT_EXCEEDED", "ExceededQuota", "SERVER_UNAVAILABLE", "UNABLE_TO_LOCK_ROW");

    private static final Set<String> SPOILED_BATCH =
            Set.of("JSON_PARSER_ERROR", "EXCEEDED_ID_LIMIT", "REQUEST_RUNNING_TOO_LONG", "QUERY_TIMEOUT");

    private static final Set<String> NO_SESSION =
            Set.of("INVALID_SESSION_ID", "INVALID_AUTH_HEADER", "InvalidSessionId");

    private static final Set<String> STATE_DISPUTED = Set.of("INVALIDJOBSTATE", "InvalidJobState");

    private FailureClassifier() {}

    /**
     * The class of a failure whose message plays no part.
     *
     * @param api which API answered
     * @param status HTTP status, {@link #NO_ANSWER}, or 2xx for what went wrong with one record or job
     * @param code Salesforce's code, {@code null} where the answer carries none
     */
    public static FailureClass classify(Api api, int status, @Nullable String code) {
        return classify(api, status, code, "");
    }

    /** The class of a failure; see {@link #classify(Api, int, String)}. */
    public static FailureClass classify(Api api, int status, @Nullable String code, String message) {
        if (status == NO_ANSWER) {
            return FailureClass.OUTCOME_UNKNOWN;
        }
        return status / 100 == 2 ? ofRecord(code, message) : ofRequest(api, status, code == null ? "" : code);
    }

    /**
     * The class of the first error of one record. An upsert that finds no record creates one; if somebody else creates
     * it meanwhile, the org refuses the record as a double of a unique value. A key that stands twice in one call is
     * refused by the same code, but with the name of the key field (recorded in Salesforce Stack Exchange, 104048).
     */
    public static FailureClass classify(Api api, Operation operation, RecordError error) {
        return operation == Operation.UPSERT
                        && error.code().equals("DUPLICATE_VALUE")
                        && error.fields().isEmpty()
                ? FailureClass.RETRY_ONCE
                : classify(api, ANSWERED, error.code(), error.message());
    }

    private static FailureClass ofRecord(@Nullable String code, String message) {
        if (code == null) {
            return FailureClass.OUTCOME_UNKNOWN;
        }
        if (code.equals("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY") && message.contains(GOVERNOR_LIMIT)) {
            return FailureClass.SEND_NARROWER;
        }
        return OF_RECORDS.getOrDefault(code, FailureClass.REJECT_RECORD);
    }

    private static FailureClass ofRequest(Api api, int status, String code) {
        if (status == 401 || NO_SESSION.contains(code)) {
            return FailureClass.LOG_IN_AGAIN;
        }
        if (NOT_YET.contains(code)) {
            return FailureClass.RETRY_BATCH;
        }
        return switch (status) {
            case 408, 429, 503 -> FailureClass.RETRY_BATCH;
            case 413, 414 -> ofCollections(api, FailureClass.SEND_NARROWER);
            case 400 -> ofBadRequest(api, code);
            default -> status >= 500 ? ofServerError(api, code) : FailureClass.ABORT_RUN;
        };
    }

    private static FailureClass ofBadRequest(Api api, String code) {
        if (STATE_DISPUTED.contains(code)) {
            return FailureClass.OUTCOME_UNKNOWN;
        }
        return code.isEmpty() || SPOILED_BATCH.contains(code)
                ? ofCollections(api, FailureClass.SEND_NARROWER)
                : FailureClass.ABORT_RUN;
    }

    private static FailureClass ofServerError(Api api, String code) {
        return SPOILED_BATCH.contains(code)
                ? ofCollections(api, FailureClass.SEND_NARROWER, FailureClass.OUTCOME_UNKNOWN)
                : FailureClass.OUTCOME_UNKNOWN;
    }

    private static FailureClass ofCollections(Api api, FailureClass there) {
        return ofCollections(api, there, FailureClass.ABORT_RUN);
    }

    private static FailureClass ofCollections(Api api, FailureClass there, FailureClass elsewhere) {
        return api == Api.COLLECTIONS ? there : elsewhere;
    }
}
