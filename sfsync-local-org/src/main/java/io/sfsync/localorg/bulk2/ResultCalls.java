/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.bulk.ByteArena;
import io.sfsync.localorg.bulk.CsvScanner;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.BodyWriter;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;

/** The three result files of a job, streamed from disk. */
public final class ResultCalls implements CallGroup {
    private static final String JOB = "/services/data/v{version}/jobs/ingest/{id}/";

    private final IngestJobs jobs;
    private final Switches switches;

    /** Serves the results of {@code jobs}. */
    public ResultCalls(IngestJobs jobs, Switches switches) {
        this.jobs = jobs;
        this.switches = switches;
    }

    @Override
    public void register(Router router) {
        router.add(
                results("successfulResults", "Gives the rows that were saved, in no particular order"),
                call -> csv(call, (job, out) -> job.results().writeSuccessful(out, delimiter(job))));
        router.add(
                results("failedResults", "Gives the rows that failed with their errors, in no particular order"),
                call -> csv(call, (job, out) -> job.results().writeFailed(out, delimiter(job))));
        router.add(
                results("unprocessedrecords", "Gives the rows that were not processed, as they were uploaded"),
                call -> csv(call, ResultCalls::writeUnprocessed));
    }

    private static Route results(String name, String description) {
        return Route.rest("GET", JOB + name, description)
                .source("amp-labs/connectors (v60) and mohan-chinnappan-n/cli-dx (v49 to v57)", Confidence.RECORDED);
    }

    @FunctionalInterface
    private interface ResultWriter {
        void write(IngestJob job, OutputStream out) throws IOException;
    }

    private Answer csv(Call call, ResultWriter writer) throws IOException {
        IngestJob job = jobs.find(call.parameter("id")).orElseThrow(ApiException::notFound);
        String early = job.state().isTerminal() ? "" : switches.get(Switch.BULK2_RESULTS_WHILE_UNFINISHED);
        if (early.equals("refused")) {
            throw new ApiException(400, "INVALIDJOBSTATE", "Getting results of " + job.state() + " Job not allowed");
        }
        BodyWriter body = out -> writer.write(job, out);
        Answer answer = Answer.stream(200, "text/csv", body);
        return early.equals("header") ? answer.firstLineOnly() : answer;
    }

    private static char delimiter(IngestJob job) {
        return job.spec().columnDelimiter().character();
    }

    private static void writeUnprocessed(IngestJob job, OutputStream out) throws IOException {
        JobState state = job.state();
        if (!job.hasContent() || !state.isTerminal()) {
            JobResults.line(out, job.results().uploadedHeader());
            return;
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(job.contentFile()), 1 << 16);
        long from = job.unprocessedFrom();
        in.skipNBytes(from);
        if (from > 0) {
            JobResults.line(out, job.results().uploadedHeader());
        }
        try (CsvScanner scanner =
                new CsvScanner(in, job.spec().columnDelimiter(), job.spec().lineEnding())) {
            copyRecords(scanner, out);
        } catch (BulkFailure unreadable) {
            // The rest is what made the job fail; rows before it have been written.
            return;
        }
    }

    private static void copyRecords(CsvScanner scanner, OutputStream out) throws IOException, BulkFailure {
        ByteArena record = new ByteArena(1 << 12);
        while (scanner.next()) {
            scanner.recordTo(record);
            record.add('\n');
            record.writeTo(out, 0, record.length());
            record.truncate(0);
        }
    }
}
