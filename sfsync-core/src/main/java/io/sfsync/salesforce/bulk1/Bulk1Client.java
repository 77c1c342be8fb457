/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk1;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The requests of Bulk API 1.0 jobs with batches of CSV (Bulk API Developer Guide, Requests; answers as recorded by
 * SFDO-Tooling/CumulusCI). A batch is processed as soon as it is there, whether its job is closed or not.
 */
public final class Bulk1Client {
    private static final String XML = "application/xml; charset=UTF-8";
    /** A request that somebody waits for at the end is not worth more. */
    private static final Duration END_TIMEOUT = Duration.ofMillis(1_500);

    private final OrgClient client;
    private final OrgClient once;
    private final Bulk1JobRequest job;
    private final FileTransfer files;

    /**
     * @param client sends, and sends again
     * @param once sends once, for what must not take long
     * @param job what jobs are created with
     * @param compression how rows and results travel
     */
    public Bulk1Client(OrgClient client, OrgClient once, Bulk1JobRequest job, Compression compression) {
        this.client = client;
        this.once = once;
        this.job = job;
        this.files = new FileTransfer(client, Api.BULK1, compression);
    }

    /** Creates a job, which is open; its id. */
    public String create() throws IOException, InterruptedException {
        return client.call(
                Api.BULK1,
                post(jobs(), Documents.job(job)),
                Repeat.IF_NOT_PROCESSED,
                response -> field(response, "id"));
    }

    /**
     * To be called before a batch is added.
     *
     * @throws InterruptedException if the org has no room for it, and the run ends
     */
    public void takeBatch() throws InterruptedException {
        client.takeBatches(1);
    }

    /** Adds a batch to an open job. */
    public BatchInfo add(String jobId, Path rows) throws IOException, InterruptedException {
        OrgRequest request =
                new OrgRequest("POST", batchesOf(jobId), job.headers(), null, OrgRequest.DEFAULT_IDLE_TIMEOUT);
        return files.upload(request, rows, response -> {
            List<BatchInfo> added = infos(response);
            if (added.size() != 1) {
                throw new IOException("the answer names " + added.size() + " batches");
            }
            return added.get(0);
        });
    }

    /** All batches of a job, in one request. */
    public List<BatchInfo> batches(String jobId) throws IOException, InterruptedException {
        OrgRequest request = OrgRequest.of("GET", batchesOf(jobId));
        return client.call(Api.BULK1, request, Repeat.SAFE, Bulk1Client::infos);
    }

    /** Downloads a batch as it was sent. */
    public void request(String jobId, String batchId, TargetFile target) throws IOException, InterruptedException {
        download(jobId, batchId, "request", target);
    }

    /** Downloads the results of a batch that is over: a row for each row, in order. */
    public void result(String jobId, String batchId, TargetFile target) throws IOException, InterruptedException {
        download(jobId, batchId, "result", target);
    }

    private void download(String jobId, String batchId, String what, TargetFile target)
            throws IOException, InterruptedException {
        files.download(OrgRequest.of("GET", batchesOf(jobId) + "/" + batchId + "/" + what), target);
    }

    /** The state of a job: {@code Open}, {@code Closed}, {@code Aborted} or {@code Failed}. */
    public String state(String jobId) throws IOException, InterruptedException {
        return client.call(
                Api.BULK1, OrgRequest.of("GET", job(jobId)), Repeat.SAFE, response -> field(response, "state"));
    }

    /** Lets a job take no further batches; those that it has go on. Tries once, and not for long. */
    public void close(String jobId) throws IOException, InterruptedException {
        end(jobId, "Closed");
    }

    /** Ends a job; batches that were not processed never are. Tries once, and not for long. */
    public void abort(String jobId) throws IOException, InterruptedException {
        end(jobId, "Aborted");
    }

    private void end(String jobId, String state) throws IOException, InterruptedException {
        OrgRequest request = post(job(jobId), Documents.state(state)).withIdleTimeout(END_TIMEOUT);
        once.call(Api.BULK1, request, Repeat.IF_NOT_PROCESSED, response -> true);
    }

    private OrgRequest post(String path, byte[] xml) {
        return new OrgRequest("POST", path, job.headers(), null, OrgRequest.DEFAULT_IDLE_TIMEOUT)
                .withBody(new OrgBody.Bytes(XML, xml, xml.length));
    }

    private String jobs() {
        return client.asyncPath("job");
    }

    private String job(String jobId) {
        return client.asyncPath("job/" + jobId);
    }

    private String batchesOf(String jobId) {
        return job(jobId) + "/batch";
    }

    private static String field(OrgResponse response, String name) throws IOException {
        List<Map<String, String>> found = Documents.elements(response.body(), "jobInfo");
        String value = found.size() == 1 ? found.get(0).getOrDefault(name, "") : "";
        if (value.isEmpty()) {
            throw new IOException("the answer describes no job");
        }
        return value;
    }

    private static List<BatchInfo> infos(OrgResponse response) throws IOException {
        List<BatchInfo> infos = new ArrayList<>();
        for (Map<String, String> fields : Documents.elements(response.body(), "batchInfo")) {
            String state = fields.getOrDefault("state", "");
            infos.add(new BatchInfo(
                    fields.getOrDefault("id", ""),
                    BatchState.of(state)
                            .orElseThrow(() -> new IOException("a batch has the unknown state '" + state + "'")),
                    fields.getOrDefault("stateMessage", ""),
                    Long.parseLong(fields.getOrDefault("numberRecordsProcessed", "-1")),
                    Long.parseLong(fields.getOrDefault("numberRecordsFailed", "-1"))));
        }
        return infos;
    }
}
