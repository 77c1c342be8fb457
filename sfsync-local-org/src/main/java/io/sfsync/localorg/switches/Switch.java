/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.switches;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The table of switches. Each stands for a place where nobody has recorded what a real org does, or where recordings differ: its name on the
 * wire is the constant's in lower case with dashes, its first value is the default.
 */
public enum Switch {
    /** Closing a Bulk 2.0 job that never got data. */
    BULK2_CLOSE_WITHOUT_CONTENT(
            "What becomes of a Bulk 2.0 job that is closed before any data was uploaded.",
            "Bulk API 2.0 Developer Guide, Close or Abort a Job: silent; only the upload of an empty file is known to complete (jsforce's tests)",
            "failed|refused|complete"),
    /** Uploading to a Bulk 2.0 job that is not open. */
    BULK2_UPLOAD_IN_WRONG_STATE(
            "The status of the refusal of an upload to a Bulk 2.0 job that is not open.",
            "Bulk API 2.0 Developer Guide, Upload Job Data: a job in the state Open is needed; the refusal is not documented",
            "400|409"),
    /** Uploading too much to a Bulk 2.0 job. */
    BULK2_OVERSIZE_UPLOAD(
            "The status of the refusal of a Bulk 2.0 upload of more than 150 MB in base64.",
            "Bulk API 2.0 Developer Guide, Limits: gives the limit, not the answer",
            "413|400"),
    /** Result files of a Bulk 2.0 job that has not ended. */
    BULK2_RESULTS_WHILE_UNFINISHED(
            "What the result files of a Bulk 2.0 job hold before it has ended: the rows of the batches of 10,000 that are done, only the header, or a refusal (400).",
            "Bulk API 2.0 Developer Guide, Get Job Successful Record Results: speaks of finished jobs only",
            "so-far|header|refused"),
    /** The order of rows in the results of Bulk 2.0. */
    BULK2_RESULT_ORDER(
            "The order of the rows in successfulResults and failedResults.",
            "Bulk API 2.0 Developer Guide, Get Job Successful Record Results: the order is not guaranteed",
            "shuffled|as-uploaded"),
    /** The first poll of a Bulk 2.0 job that has ended. */
    BULK2_FIRST_POLL(
            "What the first look at a Bulk 2.0 job that has ended shows: InProgress, as nobody sees a real job end at once, or its true state.",
            "Seen in every recording of a job's life (mohan-chinnappan-n/cli-dx, amp-labs/connectors); how long it lasts is not fixed",
            "in-progress|true-state"),
    /** The code of Bulk 2.0 for a feature that the user lacks. */
    BULK2_FEATURE_CODE(
            "The code of the refusal of a hard delete by a user without the permission \"Bulk API Hard Delete\", in Bulk 2.0.",
            "Bulk 1.0 is met with FeatureNotEnabled (jsforce, Data Loader); Bulk 2.0 spells other codes of Bulk 1.0 in capitals (INVALIDJOB)",
            "FEATURENOTENABLED|FEATURE_NOT_ENABLED"),
    /** The refusal of a batch for a job that is not open. */
    BULK1_CLOSED_JOB_TEXT(
            "The message for a batch that is added to a job of Bulk 1.0 that is not open.",
            "\"since the Job is not Open\" is met by Jetstream (2026), \"invalid state\" is older",
            "not-open|invalid-state"),
    /** Reading a record from the recycle bin. */
    REST_READ_OF_DELETED(
            "What a record in the recycle bin is answered with when it is read by its id: ENTITY_IS_DELETED or NOT_FOUND, both with 404.",
            "Change and deletion of such a record are recorded with ENTITY_IS_DELETED (tablexi/restforce-db); nobody has recorded the reading",
            "entity-is-deleted|not-found"),
    /** An upsert whose body repeats its key. */
    REST_UPSERT_KEY_IN_BODY(
            "Which bodies of an upsert are refused for repeating the external id of the address: those with another value, all, or none.",
            "REST API Developer Guide, Insert or Update (Upsert): leave it out; older versions are known to let it pass",
            "other-value-refused|refused|ignored"),
    /** A locator that is not known. */
    QUERY_UNKNOWN_LOCATOR(
            "The status of INVALID_QUERY_LOCATOR for a page of a query that is not known, or no more.",
            "REST API Developer Guide: 400; clients report 404",
            "400|404"),
    /** Too many changes of object within a collection. */
    COLLECTIONS_TOO_MANY_CHUNKS(
            "The code of the refusal of a collection whose object changes more than nine times.",
            "REST API Developer Guide, sObject Collections: gives the limit; the wording is Apex's, the code is not known",
            "INVALID_INPUT|LIMIT_EXCEEDED"),
    /** What siblings of a failed call in a composite request are told. */
    COMPOSITE_ROLLBACK_TEXT(
            "How the message begins that siblings of a failed call get: 'The transaction was rolled back since' or 'We rolled back the transaction since'.",
            "The first in apache/camel's fixtures, the second in heroku/heroku-applink-nodejs",
            "the-transaction|we");

    private final String meaning;
    private final String source;
    private final String choices;

    Switch(String meaning, String source, String choices) {
        this.meaning = meaning;
        this.source = source;
        this.choices = choices;
    }

    /** The name in control calls, scenario files and the documentation, such as {@code bulk2-result-order}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it decides. */
    public String meaning() {
        return meaning;
    }

    /** What is known about the place, and from where. */
    public String source() {
        return source;
    }

    /** Every value it may have; the first is the default. */
    public List<String> choices() {
        return List.of(choices.split("\\|", -1));
    }

    /** The value it has unless it is set. */
    public String defaultValue() {
        return choices().get(0);
    }

    /**
     * Finds a switch by its wire name.
     *
     * @throws IllegalArgumentException if there is none; the message lists all
     */
    public static Switch of(String wireName) {
        String all = Arrays.stream(Switch.values()).map(Switch::wireName).collect(Collectors.joining(", "));
        return Arrays.stream(Switch.values())
                .filter(one -> one.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no switch named '" + wireName + "'; there are: " + all));
    }

    String checked(String value) {
        if (!choices().contains(value)) {
            throw new IllegalArgumentException(
                    "switch '" + wireName() + "' must be one of " + choices() + ", was '" + value + "'");
        }
        return value;
    }
}
