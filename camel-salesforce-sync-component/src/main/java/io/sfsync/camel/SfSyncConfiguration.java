/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import io.sfsync.pipeline.SyncOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/**
 * The options of an endpoint, as they are written in its URI; each is explained in its {@link UriParam} description.
 * Durations are milliseconds. What the values mean together is decided by {@link RunOptions}.
 */
@UriParams
public class SfSyncConfiguration extends OrderConfiguration {

    @UriParam(
            description = "The API name of the external id field that holds the key of an upsert, such as "
                    + "External_Key__c. Required for upsert, not used by the other operations. The "
                    + "header CamelSfSyncExternalIdField overrides it.")
    private @Nullable String externalIdField;

    @UriParam(
            enums = "auto,collections,bulk1,bulk2",
            defaultValue = "auto",
            description = "The Salesforce API that carries the records. auto chooses: collections where an "
                    + "option asks for it (allOrNone, stopOnError, ordered, duplicateRule, a batchSize up to 200) and "
                    + "for up to 2,000 records, Bulk 1.0 for a batchSize above 200 and for "
                    + "concurrencyMode=serial, else Bulk 2.0, also for hardDelete. An API that cannot do"
                    + " what the other options ask for is an error at start.")
    private String api = "auto";

    @UriParam(
            defaultValue = "0",
            description = "How many records share one call of sObject collections, 1 to 200, or one batch "
                    + "of Bulk 1.0, 1 to 10,000; 0, the default, means 200 or 10,000. auto starts with "
                    + "200 or 2,000, halves on governor limits, locks and time-outs, and grows again: "
                    + "what orgs with heavy triggers want. Bulk 2.0 does not take it, Salesforce fixes "
                    + "it there. The header CamelSfSyncBatchSize overrides it.")
    private String batchSize = "0";

    @UriParam(
            label = "advanced",
            defaultValue = "0",
            description = "The most records in the file of one Bulk 2.0 job. With 0, the default, the first jobs are"
                    + " short, so that the org soon has work, and the later ones longer, up to 200,000 records with a"
                    + " parallelism of 1 and 400,000 above; jobBytes bounds them as well.")
    private long jobRows;

    @UriParam(
            label = "advanced",
            defaultValue = "100000000",
            description = "The most bytes in the file of one Bulk 2.0 job, 1 to 100,000,000, which is also "
                    + "the default: Salesforce takes 150 MB after its base64 encoding.")
    private long jobBytes = SyncOptions.MAX_JOB_BYTES;

    @UriParam(
            enums = "parallel,serial",
            defaultValue = "parallel",
            description = "How Salesforce goes through the batches of a Bulk 1.0 job: parallel, or serial, which is "
                    + "slower and keeps batches from locking each other's records out. Only with bulk1.")
    private String concurrencyMode = "parallel";

    @UriParam(
            defaultValue = "1",
            description = "How many calls or Bulk jobs of one run are in flight at the same time, 1 to 100."
                    + " Above 1, records are no longer written in the order of the source. The "
                    + "component's maxConcurrentRequests bounds all runs of the org together.")
    private int parallelism = 1;

    @UriParam(
            defaultValue = "false",
            description = "Whether the run stops at the first rejected record: what is in flight finishes "
                    + "and keeps its outcomes, no further batch starts, the rest is unprocessed, and "
                    + "the exchange fails with the result in the exception. Off by default.")
    private boolean stopOnError;

    @UriParam(
            description = "A number of rejected records, such as 50, or a percentage, such as 2.5%, at "
                    + "which the run stops as with stopOnError. Not set by default: the run goes to the"
                    + " end of its source.")
    private @Nullable String errorThreshold;

    @UriParam(
            defaultValue = "all",
            description = "Which finished runs fail their exchange: never, all (every record was rejected),"
                    + " any (at least one was), a number such as 50 or a percentage such as 2.5% of "
                    + "rejected records. Judged after a run that was not stopped; the exception carries"
                    + " the result. A body of one record always fails on its rejection, unless this is "
                    + "never.")
    private String failOn = "all";

    @UriParam(
            enums = "allow,wait,skip,fail",
            defaultValue = "allow",
            description = "What happens when a run of the same route is still going on in this JVM: allow "
                    + "starts another beside it, wait queues until it is over, skip leaves the exchange"
                    + " as it is and sets the header CamelSfSyncSkipped, fail throws. Routes on timers,"
                    + " Quartz and files want skip.")
    private String overlap = "allow";

    @UriParam(
            defaultValue = "false",
            description = "Whether a call of sObject collections is saved whole or not at all: one rejected"
                    + " record rolls the other records of its call back. Only with collections.")
    private boolean allOrNone;

    @UriParam(
            description = "The mapping from source columns to Salesforce fields: classpath:accounts.yaml, "
                    + "file:mappings/accounts.yaml or #bean for a RecordMapping in the registry. "
                    + "Placeholders in the file are resolved once, at start. Without it the columns of "
                    + "the source are the names of the fields.")
    private @Nullable String mapping;

    @UriParam(
            enums = "ignore,clear",
            defaultValue = "ignore",
            description = "What a missing value, such as an empty cell, does: ignore leaves the field in "
                    + "Salesforce as it is, clear empties it. The same in every API.")
    private String nulls = "ignore";

    @UriParam(
            defaultValue = ",",
            description = "The character between two cells of a CSV body; tab or \\t stands for the tab "
                    + "character. A comma by default.")
    private String csvDelimiter = ",";

    @UriParam(
            defaultValue = "\"",
            description = "The character around a cell of a CSV body that holds delimiters or line breaks, "
                    + "doubled inside; none where quotes mean nothing. The double quote by default.")
    private String csvQuote = "\"";

    @UriParam(
            description = "The column names, with commas between them, of a CSV body that has no header "
                    + "row. Not set by default: the first row holds the names.")
    private @Nullable String csvHeaders;

    @UriParam(
            description = "The encoding of CSV and JSON bodies that carry no byte order mark. By default "
                    + "the one that the exchange names (property CamelCharsetName or the content type),"
                    + " else UTF-8. A byte that the encoding does not know rejects its row.")
    private @Nullable String charset;

    @UriParam(
            description = "The time zone, such as Europe/Berlin, of date-times that carry none. Not set by "
                    + "default: such a value rejects its record, because guessing would shift it.")
    private @Nullable String timeZone;

    @UriParam(
            description = "Where the records go that did not succeed: an endpoint such as direct:rejected, "
                    + "#bean for an OutcomeSink in the registry, or a file such as "
                    + "file:errors/{runId}.csv. Endpoints get lists of at most 1,000 maps an exchange, "
                    + "with the headers of the run. A sink that fails fails the run.")
    private @Nullable String errors;

    @UriParam(description = "Where the records go that succeeded, with their ids; the same forms as errors.")
    private @Nullable String successes;

    @UriParam(
            description = "Listeners of the run: one or more #bean references to SyncListener, with commas "
                    + "between them. A listener that throws is logged and changes no outcome.")
    private @Nullable String listener;

    @UriParam(
            label = "advanced",
            defaultValue = "5",
            description = "How often a request or record is sent again after a failure that may pass, such "
                    + "as a lock or a busy server; 0 switches it off. Records that may already be in "
                    + "the org are never sent again blindly.")
    private int retries = 5;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "500",
            description = "The delay before the first of the retries, in milliseconds or as 5s; doubled "
                    + "each time, with jitter.")
    private long retryDelay = 500;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "900000",
            description = "No retry starts later than this after the first failure, in milliseconds or as "
                    + "15m; 15 minutes by default.")
    private long retryMaxTime = 900_000;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "0",
            description = "How often a Bulk job is asked for its state, in milliseconds or as 10s. 0, the "
                    + "default, adapts: half of the time elapsed, from 0.05 to 0.5 seconds, and from 5 "
                    + "seconds on a tenth of it, at most 5 minutes; sooner where the rows that a job of Bulk 2.0 "
                    + "has processed say that it ends sooner.")
    private long pollInterval;

    @UriParam(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "86400000",
            description = "How long a run waits for one Bulk job, in milliseconds or as 2h; 24 hours by "
                    + "default. After it the run ends parked with the id of the job, which Salesforce "
                    + "goes on with.")
    private long jobTimeout = 86_400_000;

    @UriParam(
            enums = "park,wait",
            defaultValue = "park",
            description = "What a run does when the org has no more requests in 24 hours for it than the "
                    + "component's apiReserve keeps: park ends it, to go on later where it stands, with an "
                    + "exception that carries the result so far; wait stays until there is room, asking the "
                    + "org after 1 minute, then ever less often, at most every 15 minutes.")
    private String onLimit = "park";

    @UriParam(
            defaultValue = "none",
            description = "The assignment rule for leads and cases: none, active for the org's active rule,"
                    + " or the id of one. The same in every API; none by default, where Salesforce's "
                    + "REST API would apply the active one.")
    private String assignmentRule = "none";

    @UriParam(
            label = "advanced",
            enums = "none,gzip",
            defaultValue = "none",
            description = "How the files of the Bulk APIs travel: none, as they are; gzip, uploads and results"
                    + " compressed, which takes a processor longer and a slow network less time. Not"
                    + " for collections.")
    private String compression = "none";

    @UriParam(
            description = "What duplicate rules do, as the value of the Sforce-Duplicate-Rule-Header, such "
                    + "as allowSave=true. Not set by default. Only with collections.")
    private @Nullable String duplicateRule;

    @UriParam(
            label = "advanced",
            prefix = "sforceHeader.",
            multiValue = true,
            description = "Further Sforce request headers of every write, by name with or without the "
                    + "leading Sforce-, such as sforceHeader.Call-Options=client=hub.")
    private Map<String, Object> sforceHeaders = new HashMap<>();

    @UriParam(
            label = "advanced",
            defaultValue = "salesforce",
            description = "The name of the salesforce component, and so the org, that the records go to. "
                    + "Hubs with several orgs declare several of them.")
    private String salesforceComponent = "salesforce";

    public @Nullable String getExternalIdField() {
        return externalIdField;
    }

    public void setExternalIdField(@Nullable String externalIdField) {
        this.externalIdField = externalIdField;
    }

    public String getApi() {
        return api;
    }

    public void setApi(String api) {
        this.api = api;
    }

    public String getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(String batchSize) {
        this.batchSize = batchSize;
    }

    public long getJobRows() {
        return jobRows;
    }

    public void setJobRows(long jobRows) {
        this.jobRows = jobRows;
    }

    public long getJobBytes() {
        return jobBytes;
    }

    public void setJobBytes(long jobBytes) {
        this.jobBytes = jobBytes;
    }

    public int getParallelism() {
        return parallelism;
    }

    public void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    public boolean isStopOnError() {
        return stopOnError;
    }

    public void setStopOnError(boolean stopOnError) {
        this.stopOnError = stopOnError;
    }

    public @Nullable String getErrorThreshold() {
        return errorThreshold;
    }

    public void setErrorThreshold(@Nullable String errorThreshold) {
        this.errorThreshold = errorThreshold;
    }

    public String getFailOn() {
        return failOn;
    }

    public void setFailOn(String failOn) {
        this.failOn = failOn;
    }

    public String getOverlap() {
        return overlap;
    }

    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }

    public boolean isAllOrNone() {
        return allOrNone;
    }

    public void setAllOrNone(boolean allOrNone) {
        this.allOrNone = allOrNone;
    }

    public @Nullable String getMapping() {
        return mapping;
    }

    public void setMapping(@Nullable String mapping) {
        this.mapping = mapping;
    }

    public String getNulls() {
        return nulls;
    }

    public void setNulls(String nulls) {
        this.nulls = nulls;
    }

    public String getCsvDelimiter() {
        return csvDelimiter;
    }

    public void setCsvDelimiter(String csvDelimiter) {
        this.csvDelimiter = csvDelimiter;
    }

    public String getCsvQuote() {
        return csvQuote;
    }

    public void setCsvQuote(String csvQuote) {
        this.csvQuote = csvQuote;
    }

    public @Nullable String getCsvHeaders() {
        return csvHeaders;
    }

    public void setCsvHeaders(@Nullable String csvHeaders) {
        this.csvHeaders = csvHeaders;
    }

    public @Nullable String getCharset() {
        return charset;
    }

    public void setCharset(@Nullable String charset) {
        this.charset = charset;
    }

    public @Nullable String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(@Nullable String timeZone) {
        this.timeZone = timeZone;
    }

    public @Nullable String getErrors() {
        return errors;
    }

    public void setErrors(@Nullable String errors) {
        this.errors = errors;
    }

    public @Nullable String getSuccesses() {
        return successes;
    }

    public void setSuccesses(@Nullable String successes) {
        this.successes = successes;
    }

    public @Nullable String getListener() {
        return listener;
    }

    public void setListener(@Nullable String listener) {
        this.listener = listener;
    }

    public String getConcurrencyMode() {
        return concurrencyMode;
    }

    public void setConcurrencyMode(String concurrencyMode) {
        this.concurrencyMode = concurrencyMode;
    }

    public int getRetries() {
        return retries;
    }

    public void setRetries(int retries) {
        this.retries = retries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRetryMaxTime() {
        return retryMaxTime;
    }

    public void setRetryMaxTime(long retryMaxTime) {
        this.retryMaxTime = retryMaxTime;
    }

    public long getPollInterval() {
        return pollInterval;
    }

    public void setPollInterval(long pollInterval) {
        this.pollInterval = pollInterval;
    }

    public long getJobTimeout() {
        return jobTimeout;
    }

    public void setJobTimeout(long jobTimeout) {
        this.jobTimeout = jobTimeout;
    }

    public String getOnLimit() {
        return onLimit;
    }

    public void setOnLimit(String onLimit) {
        this.onLimit = onLimit;
    }

    public String getCompression() {
        return compression;
    }

    public void setCompression(String compression) {
        this.compression = compression;
    }

    public String getAssignmentRule() {
        return assignmentRule;
    }

    public void setAssignmentRule(String assignmentRule) {
        this.assignmentRule = assignmentRule;
    }

    public @Nullable String getDuplicateRule() {
        return duplicateRule;
    }

    public void setDuplicateRule(@Nullable String duplicateRule) {
        this.duplicateRule = duplicateRule;
    }

    public Map<String, Object> getSforceHeaders() {
        return sforceHeaders;
    }

    public void setSforceHeaders(Map<String, Object> sforceHeaders) {
        this.sforceHeaders = sforceHeaders;
    }

    public String getSalesforceComponent() {
        return salesforceComponent;
    }

    public void setSalesforceComponent(String salesforceComponent) {
        this.salesforceComponent = salesforceComponent;
    }
}
