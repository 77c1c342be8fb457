/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.ResultMatching;
import io.sfsync.failure.FailureClass;
import io.sfsync.failure.FailureClassifier;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.RecordError;
import io.sfsync.salesforce.ResultError;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobInfo;
import io.sfsync.salesforce.bulk2.JobState;
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
final class Bulk2Results {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    private static final int RESULT_COLUMNS = 2;
    private static final List<ResultSet> SETS = List.of(ResultSet.values());

    private final BulkJobClient jobs;
    private final ResultMatching matching;
    private final String keyColumn;
    private final RunTools tools;

    Bulk2Results(BulkJobClient jobs, ResultMatching matching, String keyColumn, RunTools tools) {
        this.jobs = jobs;
        this.matching = matching;
        this.keyColumn = keyColumn;
        this.tools = tools;
    }

    /** Settles on disk what became of each row. A job that failed fails the run once its rows are settled. */
    RowOutcomes fetch(BulkBatch batch, JobInfo job) throws Exception {
        RetryPolicy.Attempts attempts = tools.retries().start();
        while (true) {
            Matched matched = match(batch, job);
            if (matched.unmatched > 0) {
                throw failed(
                        job,
                        matched.unmatched + " rows of the results of job " + job.id()
                                + " belong to no row that was sent; the outcomes of the others are kept");
            }
            int missing = batch.positions().size() - matched.outcomes.rows();
            if (missing == 0) {
                return ended(batch, job, matched);
            }
            LOG.info("The results of job {} lack {} rows, they are downloaded again", job.id(), missing);
            if (!attempts.waitForNext(Duration.ZERO)) {
                LOG.warn("The results of job {} hold nothing about {} rows", job.id(), missing);
                matched.outcomes.fillGaps(Reasons.noResult(job.id()));
                return ended(batch, job, matched);
            }
        }
    }

    private RowOutcomes ended(BulkBatch batch, JobInfo job, Matched matched) {
        boolean meant = tools.state().isAborting() && job.state() == JobState.ABORTED;
        if (!meant && job.state() != JobState.JOB_COMPLETE && !(matched.canHelp && !batch.isLastRound())) {
            tools.state().fail(failed(job, describe(job)));
        }
        return matched.outcomes;
    }

    private static JobFailedException failed(JobInfo job, String message) {
        return new JobFailedException(message, job.id(), "", job.state().wireName(), job.errorMessage());
    }

    private static String describe(JobInfo job) {
        return job.state() == JobState.ABORTED
                ? "job " + job.id() + " was aborted by somebody else; what it had not processed is unprocessed"
                : "job " + job.id() + " failed: " + job.errorMessage();
    }

    /** Whether rows that a job did not come to may be processed by another one. */
    private static boolean canHelp(JobInfo job) {
        return job.state() == JobState.JOB_COMPLETE
                || (job.state() == JobState.FAILED
                        && FailureClassifier.classify(Api.BULK2, FailureClassifier.ANSWERED, job.errorCode())
                                != FailureClass.ABORT_RUN);
    }

    private Matched match(BulkBatch batch, JobInfo job) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        List<ResultMatching.ResultFile> results = new ArrayList<>();
        for (ResultSet set : SETS) {
            Path file = tools.folder().batch(batch.number(), set.extension() + ".csv");
            jobs.download(job.id(), set, () -> tools.folder().openNew(file));
            files.add(file);
            results.add(new ResultMatching.ResultFile(file, set == ResultSet.UNPROCESSED ? 0 : RESULT_COLUMNS));
        }
        Matched matched = new Matched(job, new RowOutcomes(batch, Api.BULK2, tools));
        try {
            matching.match(batch.body(), batch.positions().size(), keyColumn, results, matched);
        } finally {
            matched.outcomes.flush();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        return matched;
    }

    /** Puts each row's outcome into its slot. */
    private static final class Matched implements ResultMatching.Listener {
        private final RowOutcomes outcomes;
        private final List<RecordError> unprocessed;
        private final boolean canHelp;
        private long unmatched;

        private Matched(JobInfo job, RowOutcomes outcomes) {
            this.outcomes = outcomes;
            this.canHelp = canHelp(job);
            this.unprocessed = Reasons.jobEnded(
                    job.id(), job.errorMessage().isEmpty() ? job.state().wireName() : job.errorMessage());
        }

        @Override
        public void matched(int ordinal, int set, String id, String detail) throws IOException {
            switch (SETS.get(set)) {
                case SUCCESSFUL -> outcomes.saved(ordinal, id, detail.equalsIgnoreCase("true"));
                case FAILED -> outcomes.refused(ordinal, id, ResultError.parse(detail));
                case UNPROCESSED -> outcomes.unprocessed(ordinal, unprocessed, canHelp);
            }
        }

        @Override
        public void unmatched(int set) {
            unmatched++;
        }
    }
}
