/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.Compression;
import io.sfsync.salesforce.FileTransfer;
import io.sfsync.salesforce.OrgBody;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.OrgRequest;
import io.sfsync.salesforce.OrgResponse;
import io.sfsync.salesforce.Repeat;
import io.sfsync.salesforce.TargetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The requests of Bulk API 2.0 ingest jobs (Bulk API 2.0 Developer Guide, Bulk API 2.0 Ingest). */
public final class BulkJobClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** An abort that somebody waits for is not worth more. */
    private static final Duration ABORT_TIMEOUT = Duration.ofMillis(1_500);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");
    /** The list shows the jobs of seven days, a thousand a page. */
    private static final int MAX_PAGES = 20;

    private final OrgClient client;
    private final OrgClient once;
    private final JobRequest job;
    private final FileTransfer files;

    /**
     * @param client sends, and sends again
     * @param once sends once, for what must not take long
     * @param job what jobs are created with
     * @param compression how rows and results travel
     */
    public BulkJobClient(OrgClient client, OrgClient once, JobRequest job, Compression compression) {
        this.client = client;
        this.once = once;
        this.job = job;
        this.files = new FileTransfer(client, Api.BULK2, compression);
    }

    /** Creates a job; it is open. */
    public JobInfo create() throws IOException, InterruptedException {
        OrgRequest request = request("POST", jobs()).withBody(OrgBody.json(JSON.writeValueAsString(job.body())));
        return client.call(Api.BULK2, request, Repeat.IF_NOT_PROCESSED, BulkJobClient::info);
    }

    /** Uploads the rows of an open job; a job takes one upload only. */
    public void upload(String id, Path file) throws IOException, InterruptedException {
        files.upload(request("PUT", job(id) + "/batches"), file, response -> true);
    }

    /** Hands an open job with its rows to Salesforce. */
    public void close(String id) throws IOException, InterruptedException {
        client.call(Api.BULK2, stateChange(id, JobState.UPLOAD_COMPLETE), Repeat.IF_NOT_PROCESSED, r -> true);
    }

    /** Ends an open job; tries once, and not for long. */
    public void abort(String id) throws IOException, InterruptedException {
        OrgRequest request = stateChange(id, JobState.ABORTED).withIdleTimeout(ABORT_TIMEOUT);
        once.call(Api.BULK2, request, Repeat.IF_NOT_PROCESSED, response -> true);
    }

    /** Asks for a job. */
    public JobInfo info(String id) throws IOException, InterruptedException {
        return client.call(Api.BULK2, OrgRequest.of("GET", job(id)), Repeat.SAFE, BulkJobClient::info);
    }

    /**
     * The open jobs with this object and operation that were created within a time, jobs of other clients included
     * (Bulk API 2.0 Developer Guide, Get Information About All Ingest Jobs).
     *
     * @param jobType {@code V2Ingest}, or {@code Classic} for jobs of Bulk API 1.0
     */
    public List<JobListing> openJobs(String jobType, Instant from, Instant to)
            throws IOException, InterruptedException {
        List<JobListing> open = new ArrayList<>();
        String next = jobs() + "?jobType=" + jobType;
        for (int page = 0; page < MAX_PAGES && !next.isEmpty(); page++) {
            JsonNode json = client.getJson(Api.BULK2, next);
            for (JsonNode job : json.path("records")) {
                if (!job.path("state").asText().equals(JobState.OPEN.wireName())) {
                    continue;
                }
                JobListing listing = listing(job);
                if (isOurs(listing)
                        && !listing.createdDate().isBefore(from)
                        && !listing.createdDate().isAfter(to)) {
                    open.add(listing);
                }
            }
            next = json.path("done").asBoolean(true)
                    ? ""
                    : json.path("nextRecordsUrl").asText("");
        }
        return open;
    }

    private boolean isOurs(JobListing listing) {
        return listing.object().equals(job.object())
                && listing.operation().equals(job.operation().wireName());
    }

    private static JobListing listing(JsonNode job) throws IOException {
        return new JobListing(
                job.path("id").asText(),
                job.path("object").asText(),
                job.path("operation").asText(),
                state(job),
                OffsetDateTime.parse(job.path("createdDate").asText(), DATE).toInstant());
    }

    /** Downloads a result set of a job that is over; what a broken download left is overwritten. */
    public void download(String id, ResultSet set, TargetFile target) throws IOException, InterruptedException {
        files.download(OrgRequest.of("GET", job(id) + "/" + set.resource()).withHeader("Accept", "text/csv"), target);
    }

    private OrgRequest stateChange(String id, JobState state) throws IOException {
        return request("PATCH", job(id))
                .withBody(OrgBody.json(JSON.writeValueAsString(Map.of("state", state.wireName()))));
    }

    private OrgRequest request(String method, String path) {
        return new OrgRequest(method, path, job.headers(), null, OrgRequest.DEFAULT_IDLE_TIMEOUT);
    }

    private String jobs() {
        return client.path("jobs/ingest");
    }

    private String job(String id) {
        return client.path("jobs/ingest/" + id);
    }

    private static JobState state(JsonNode job) throws IOException {
        String state = job.path("state").asText();
        return JobState.of(state).orElseThrow(() -> new IOException("a job has the unknown state '" + state + "'"));
    }

    private static JobInfo info(OrgResponse response) throws IOException {
        JsonNode json = OrgClient.json(response);
        return new JobInfo(
                json.path("id").asText(),
                state(json),
                json.path("numberRecordsProcessed").asLong(-1),
                json.path("numberRecordsFailed").asLong(-1),
                json.path("errorMessage").asText(""));
    }
}
