/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.BulkIds;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiError;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Json;
import io.sfsync.localorg.http.MultipartBody;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.Session;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.Predicate;

/** The calls of Bulk 2.0 ingest: create, upload, close, abort, look, delete. */
public final class IngestCalls implements CallGroup {
    private static final String JOBS = "/services/data/v{version}/jobs/ingest";
    private static final String RECORDED = "amp-labs/connectors (v60) and mohan-chinnappan-n/cli-dx (v49 to v57)";

    /** 150 MB after the server's base64 encoding (Bulk API 2.0 Developer Guide, Upload Job Data). */
    private static final long MAX_UPLOAD_BYTES = 150_000_000L * 3 / 4;

    private static final int TOO_LARGE = 413;

    /** Bulk API 2.0 Developer Guide, Multipart Upload. */
    private static final int MAX_MULTIPART_CHARACTERS = 100_000;

    private final OrgStore store;
    private final IngestJobs jobs;
    private final Switches switches;
    private final Predicate<Session> mayHardDelete;

    /**
     * Serves {@code jobs}.
     *
     * @param mayHardDelete whether a caller may delete records past the recycle bin
     */
    public IngestCalls(OrgStore store, IngestJobs jobs, Switches switches, Predicate<Session> mayHardDelete) {
        this.store = store;
        this.jobs = jobs;
        this.switches = switches;
        this.mayHardDelete = mayHardDelete;
    }

    @Override
    public void register(Router router) {
        router.add(job("POST", "", "Creates an ingest job, with its data if the request has two parts"), this::create);
        router.add(
                job("PUT", "/{id}/batches", "Uploads the data of a job; once only")
                        .maxBody(MAX_UPLOAD_BYTES),
                this::upload);
        router.add(job("PATCH", "/{id}", "Closes or aborts a job"), this::change);
        router.add(job("GET", "/{id}", "Tells the state of a job"), this::info);
        router.add(
                job("DELETE", "/{id}", "Deletes a job that has ended")
                        .source("Bulk API 2.0 Developer Guide, Delete a Job; forcedotcom logs", Confidence.RECORDED),
                this::delete);
    }

    private static Route job(String method, String rest, String description) {
        return Route.rest(method, JOBS + rest, description).source(RECORDED, Confidence.RECORDED);
    }

    private Answer info(Call call) {
        IngestJob job = find(call);
        boolean trueState = switches.is(Switch.BULK2_FIRST_POLL, "true-state");
        return Answer.json(200, JobBodies.info(trueState ? job.snapshot() : job.poll()));
    }

    private Answer create(Call call) throws IOException {
        JobRequest request = new JobRequest(store.schema()
                .visibleTo(call.session().username(), call.session().profile()));
        if (call.mediaType().equals("multipart/form-data")) {
            return createWithContent(call, request);
        }
        JobSpec spec = read(request, call.body().readAllBytes(), call);
        return Answer.json(200, JobBodies.created(jobs.create(spec).snapshot()));
    }

    private Answer createWithContent(Call call, JobRequest request) throws IOException {
        Map<String, byte[]> parts = MultipartBody.read(call);
        byte[] content = parts.getOrDefault("content", new byte[0]);
        JobSpec spec = read(request, parts.getOrDefault("job", new byte[0]), call);
        if (new String(content, StandardCharsets.UTF_8).length() > MAX_MULTIPART_CHARACTERS) {
            throw new ApiException(
                    400,
                    "INVALIDJOB",
                    "InvalidJob : The content of a multipart request is limited to " + MAX_MULTIPART_CHARACTERS
                            + " characters");
        }
        IngestJob job = jobs.create(spec);
        job.beginUpload();
        Files.write(job.contentFile(), content);
        job.endUpload(true);
        job.move(JobState.Open, JobState.UploadComplete);
        IngestJob.Snapshot closed = job.snapshot();
        jobs.process(job);
        return Answer.json(200, JobBodies.created(closed));
    }

    private JobSpec read(JobRequest request, byte[] job, Call call) {
        JobSpec spec = request.read(job, call.apiVersion(), call.session());
        if (spec.operation().equals("hardDelete") && !mayHardDelete.test(call.session())) {
            throw new ApiException(
                    400, switches.get(Switch.BULK2_FEATURE_CODE), "FeatureNotEnabled : " + BulkFailure.NO_HARD_DELETE);
        }
        return spec;
    }

    private Answer upload(Call call) throws IOException {
        IngestJob job = find(call);
        if (job.state() != JobState.Open) {
            throw new ApiException(
                    switches.number(Switch.BULK2_UPLOAD_IN_WRONG_STATE),
                    "INVALIDJOBSTATE",
                    "Uploading content to " + job.state() + " Job not allowed");
        }
        if (!job.beginUpload()) {
            throw new ApiException(
                    400,
                    "BULK_API_ERROR",
                    "Found multipe contents for job: <" + BulkIds.key(job.id())
                            + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make"
                            + " sure you only do 'PUT' once on a given Job.");
        }
        boolean complete = false;
        Path part = job.folder().resolve("upload.part");
        try (InputStream in = call.body()) {
            try (OutputStream out = Files.newOutputStream(part)) {
                in.transferTo(out);
            }
            Files.move(part, job.contentFile(), StandardCopyOption.REPLACE_EXISTING);
            complete = true;
        } catch (ApiException e) {
            throw e.status() == TOO_LARGE ? tooLarge(e) : e;
        } finally {
            Files.deleteIfExists(part);
            job.endUpload(complete);
        }
        return Answer.empty(201);
    }

    private ApiException tooLarge(ApiException e) {
        ApiError error = e.errors().get(0);
        return new ApiException(switches.number(Switch.BULK2_OVERSIZE_UPLOAD), error.code(), error.message());
    }

    private Answer change(Call call) throws IOException {
        IngestJob job = find(call);
        String wanted = Json.body(call).path("state").asText("");
        IngestJob.Snapshot changed = switch (wanted) {
            case "UploadComplete" -> close(job);
            case "Aborted" -> abort(job);
            default -> throw JobRequest.invalidValue(wanted, "state");
        };
        return Answer.json(200, JobBodies.changed(changed));
    }

    private static IngestJob.Snapshot abort(IngestJob job) {
        if (!job.abort()) {
            throw wrongState("Aborting already Completed Job not allowed");
        }
        return job.snapshot();
    }

    /** Tells the state before the job is processed: the answer to a close is always UploadComplete. */
    private IngestJob.Snapshot close(IngestJob job) {
        if (job.state() == JobState.Open && !job.hasContent()) {
            return closeEmpty(job);
        }
        if (!job.move(JobState.Open, JobState.UploadComplete)) {
            throw wrongState("Closing already Completed Job not allowed");
        }
        IngestJob.Snapshot closed = job.snapshot();
        jobs.process(job);
        return closed;
    }

    private IngestJob.Snapshot closeEmpty(IngestJob job) {
        switch (switches.get(Switch.BULK2_CLOSE_WITHOUT_CONTENT)) {
            case "refused" -> throw wrongState("Closing a Job without content not allowed");
            case "complete" -> {
                return completeEmpty(job);
            }
            default -> job.fail("InvalidBatch : Records not found");
        }
        return job.snapshot();
    }

    private static IngestJob.Snapshot completeEmpty(IngestJob job) {
        job.move(JobState.Open, JobState.UploadComplete);
        IngestJob.Snapshot closed = job.snapshot();
        job.move(JobState.UploadComplete, JobState.JobComplete);
        return closed;
    }

    private Answer delete(Call call) {
        IngestJob job = find(call);
        if (!job.state().isTerminal()) {
            throw new ApiException(
                    400, "API_ERROR", "Error encountered when deleting the job because the job is not terminated");
        }
        jobs.delete(job);
        return Answer.empty(204);
    }

    private IngestJob find(Call call) {
        return jobs.find(call.parameter("id")).orElseThrow(ApiException::notFound);
    }

    private static ApiException wrongState(String message) {
        return new ApiException(400, "INVALIDJOBSTATE", message);
    }
}
