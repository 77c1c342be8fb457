/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.Xml;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of Bulk 1.0 on batches: add, look, list, read back, results. */
public final class BatchCalls implements CallGroup {
    private static final int MAX_BYTES = 10_000_000;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";]+)", Pattern.CASE_INSENSITIVE);

    private final ClassicJobs jobs;
    private final Switches switches;

    /** Serves the batches of {@code jobs}. */
    public BatchCalls(ClassicJobs jobs, Switches switches) {
        this.jobs = jobs;
        this.switches = switches;
    }

    @Override
    public void register(Router router) {
        String batch = "/{id}/batch/{batch}";
        router.add(JobCalls.route("POST", "/{id}/batch", "Adds a batch of rows, or a query"), this::add);
        router.add(JobCalls.route("GET", "/{id}/batch", "Lists the batches of a job"), this::list);
        router.add(JobCalls.route("GET", batch, "Tells the state of a batch"), call -> {
            boolean json = InfoDocument.wantsJson(call, job(call));
            return batch(call).info(json).answer(200, "batchInfo", json);
        });
        router.add(
                JobCalls.route("GET", batch + "/request", "Gives the batch back as it was sent")
                        .verifiedBy(""),
                call -> file(batch(call).requestFile(), batch(call).requestType()));
        router.add(
                JobCalls.route(
                        "GET",
                        batch + "/result",
                        "Gives a result for each row in order, or the ids of a query's results"),
                this::result);
        router.add(JobCalls.route("GET", batch + "/result/{result}", "Gives a result of a query"), this::queryResult);
    }

    private Answer add(Call call) throws IOException {
        ClassicJob job = job(call);
        if (!job.state().equals("Open")) {
            throw ClassicErrors.wrongState(
                    switches.is(Switch.BULK1_CLOSED_JOB_TEXT, "not-open")
                            ? "Failed to create batch, since the Job is not Open. Current job state is '" + job.state()
                                    + "'"
                            : "Job is in invalid state: " + job.state());
        }
        byte[] request = call.body().readNBytes(MAX_BYTES + 1);
        if (request.length > MAX_BYTES) {
            throw ClassicErrors.clientInput("Failed to read request. Exceeded max size limit of " + MAX_BYTES);
        }
        if (request.length == 0) {
            throw ClassicErrors.clientInput("The batch is empty");
        }
        String type =
                call.header("Content-Type").orElse(job.spec().contentType().mediaType());
        boolean json = InfoDocument.wantsJson(call, job);
        ClassicBatch batch = jobs.submit(job, utf8(request, type), type);
        return batch.info(json).answer(201, "batchInfo", json).header("Location", call.path() + "/" + batch.id());
    }

    private static byte[] utf8(byte[] request, String type) {
        Matcher name = CHARSET.matcher(type);
        if (!name.find() || name.group(1).strip().equalsIgnoreCase("UTF-8")) {
            return request;
        }
        try {
            return new String(request, Charset.forName(name.group(1).strip())).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ClassicErrors.clientInput("Unsupported charset: " + name.group(1));
        }
    }

    private Answer list(Call call) {
        ClassicJob job = job(call);
        boolean json = InfoDocument.wantsJson(call, job);
        List<InfoDocument> items =
                job.batches().stream().map(batch -> batch.info(json)).toList();
        return InfoDocument.list(items, json);
    }

    private Answer result(Call call) throws IOException {
        ClassicJob job = job(call);
        ClassicBatch batch = batch(call);
        checkProcessed(batch);
        if (!job.spec().isQuery()) {
            return file(batch.resultFile(), contentType(job));
        }
        if (InfoDocument.wantsJson(call, job)) {
            return Answer.json(200, batch.resultIds());
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><result-list xmlns=\"");
        xml.append(InfoDocument.NAMESPACE).append("\">");
        batch.resultIds()
                .forEach(id -> xml.append("<result>").append(Xml.escape(id)).append("</result>"));
        return InfoDocument.xml(200, xml.append("</result-list>"));
    }

    private Answer queryResult(Call call) throws IOException {
        ClassicBatch batch = batch(call);
        String wanted = call.parameter("result");
        boolean known = batch.resultIds().stream().anyMatch(id -> id.equals(wanted) || id.startsWith(wanted));
        if (!known) {
            throw ClassicErrors.invalidBatch("Invalid result id: " + wanted);
        }
        return file(batch.resultFile(), contentType(job(call)));
    }

    private static void checkProcessed(ClassicBatch batch) {
        switch (batch.state()) {
            case Completed -> {}
            case Failed, NotProcessed -> throw ClassicErrors.invalidBatch("Records not processed");
            default -> throw ClassicErrors.invalidBatch("Batch not completed");
        }
    }

    private static String contentType(ClassicJob job) {
        String type = job.spec().contentType().mediaType();
        return type + ";charset=UTF-8";
    }

    private static Answer file(Path file, String contentType) throws IOException {
        return Answer.stream(200, contentType, out -> Files.copy(file, out));
    }

    private ClassicJob job(Call call) {
        return JobCalls.find(jobs, call);
    }

    private ClassicBatch batch(Call call) {
        String id = call.parameter("batch");
        return job(call).batch(id).orElseThrow(() -> ClassicErrors.invalidBatch("Invalid batch id: " + id));
    }
}
