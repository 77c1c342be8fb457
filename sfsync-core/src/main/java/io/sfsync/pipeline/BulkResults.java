/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.OutcomeLog;
import io.sfsync.batch.OutcomeSlots;
import io.sfsync.batch.ResultMatching;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.outcome.Operation;
import io.sfsync.outcome.OutcomeKind;
import io.sfsync.outcome.RecordError;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobInfo;
import io.sfsync.salesforce.bulk2.JobState;
import io.sfsync.salesforce.bulk2.ResultError;
import io.sfsync.salesforce.bulk2.ResultSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads the results of a job that is over, and puts the outcome of every row where it belongs. */
final class BulkResults {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    private static final int RESULT_COLUMNS = 2;
    private static final List<ResultSet> SETS = List.of(ResultSet.values());

    private final BulkJobClient jobs;
    private final ResultMatching matching;
    private final String keyColumn;
    private final Operation operation;
    private final RunTools tools;

    BulkResults(BulkJobClient jobs, ResultMatching matching, String keyColumn, Operation operation, RunTools tools) {
        this.jobs = jobs;
        this.matching = matching;
        this.keyColumn = keyColumn;
        this.operation = operation;
        this.tools = tools;
    }

    /** Settles on disk what became of each row. A job that failed fails the run once its rows are settled. */
    void fetch(BulkBatch batch, JobInfo job) throws Exception {
        OutcomeSlots slots =
                tools.log().map(batch.positions().first(), batch.positions().last());
        RetryPolicy.Attempts attempts = tools.retries().start();
        while (true) {
            Matched matched = match(batch, job, slots);
            if (matched.unmatched > 0) {
                throw new JobFailedException(matched.unmatched + " rows of the results of job " + job.id()
                        + " belong to no row that was sent; the outcomes of the others are kept");
            }
            long missing = batch.size() - matched.rows;
            if (missing == 0) {
                break;
            }
            LOG.info("The results of job {} lack {} rows, they are downloaded again", job.id(), missing);
            if (!attempts.waitForNext(Duration.ZERO)) {
                fillGaps(batch, job, slots, missing);
                break;
            }
        }
        if (job.state() != JobState.JOB_COMPLETE) {
            tools.state().fail(new JobFailedException(describe(job)));
        }
    }

    private static String describe(JobInfo job) {
        return job.state() == JobState.ABORTED
                ? "job " + job.id() + " was aborted by somebody else; what it had not processed is unprocessed"
                : "job " + job.id() + " failed: " + job.errorMessage();
    }

    private Matched match(BulkBatch batch, JobInfo job, OutcomeSlots slots) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        List<ResultMatching.ResultFile> results = new ArrayList<>();
        for (ResultSet set : SETS) {
            Path file = tools.folder().batch(batch.number(), set.extension() + ".csv");
            jobs.download(job.id(), set, () -> tools.folder().openNew(file));
            files.add(file);
            results.add(new ResultMatching.ResultFile(file, set == ResultSet.UNPROCESSED ? 0 : RESULT_COLUMNS));
        }
        Matched matched = new Matched(batch, job, slots);
        matching.match(batch.body(), keyColumn, results, matched);
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        return matched;
    }

    private void fillGaps(BulkBatch batch, JobInfo job, OutcomeSlots slots, long missing) throws IOException {
        LOG.warn("The results of job {} hold nothing about {} rows", job.id(), missing);
        long why = tools.log().addErrors(Reasons.noResult(job.id()));
        for (int i = 0; i < batch.size(); i++) {
            long position = batch.positions().position(i);
            if (slots.kind(position) == null) {
                slots.set(position, OutcomeKind.UNKNOWN, null, why);
            }
        }
    }

    private OutcomeKind success(String created) {
        return switch (operation) {
            case INSERT -> OutcomeKind.CREATED;
            case UPSERT -> created.equalsIgnoreCase("true") ? OutcomeKind.CREATED : OutcomeKind.UPDATED;
            case UPDATE -> OutcomeKind.UPDATED;
            case DELETE, HARD_DELETE -> OutcomeKind.DELETED;
        };
    }

    /** Puts each row's outcome into its slot. */
    private final class Matched implements ResultMatching.Listener {
        private final BulkBatch batch;
        private final OutcomeSlots slots;
        private final List<RecordError> unprocessed;
        private long rows;
        private long unmatched;

        private Matched(BulkBatch batch, JobInfo job, OutcomeSlots slots) {
            this.batch = batch;
            this.slots = slots;
            this.unprocessed = Reasons.jobEnded(
                    job.id(), job.errorMessage().isEmpty() ? job.state().wireName() : job.errorMessage());
        }

        @Override
        public void matched(int ordinal, int set, String id, String detail) throws IOException {
            long position = batch.positions().position(ordinal);
            String knownId = id.isEmpty() ? null : id;
            rows++;
            switch (SETS.get(set)) {
                case SUCCESSFUL -> slots.set(position, success(detail), knownId, OutcomeLog.NO_ERRORS);
                case FAILED ->
                    slots.set(
                            position,
                            OutcomeKind.REJECTED,
                            knownId,
                            tools.log().addErrors(List.of(ResultError.parse(detail))));
                case UNPROCESSED ->
                    slots.set(
                            position, OutcomeKind.UNPROCESSED, null, tools.log().addErrors(unprocessed));
            }
        }

        @Override
        public void unmatched(int set) {
            unmatched++;
        }
    }
}
