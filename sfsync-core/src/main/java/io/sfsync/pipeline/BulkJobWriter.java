/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.FailureClass;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.pipeline.BulkBatch.Step;
import io.sfsync.salesforce.LostAnswerException;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobInfo;
import io.sfsync.salesforce.bulk2.JobState;
import io.sfsync.salesforce.bulk2.PollInterval;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch through its job, from wherever it is. Until a job is closed nothing of it is processed, so that one
 * whose upload went wrong is aborted and the batch gets another; after that the job is only asked, never sent again.
 */
final class BulkJobWriter {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final BulkJobClient jobs;
    private final BulkResults results;
    private final RunState state;
    private final RetryPolicy retries;
    private final PollInterval interval;
    private final Duration jobTimeout;
    private final Clock clock;
    private final LostJobs lost;

    BulkJobWriter(BulkJobClient jobs, BulkResults results, RunTools tools, LostJobs lost, Clock clock) {
        this.lost = lost;
        this.jobs = jobs;
        this.results = results;
        this.state = tools.state();
        this.retries = tools.retries();
        this.interval = new PollInterval(tools.options().pollInterval());
        this.jobTimeout = tools.options().jobTimeout();
        this.clock = clock;
    }

    /**
     * Goes on until the outcome of every row is on disk.
     *
     * @throws InterruptedException if the run is asked to stop; the job then is aborted, or goes on without us
     */
    void write(BulkBatch batch) throws Exception {
        RetryPolicy.Attempts attempts = retries.start();
        while (batch.step().compareTo(Step.WORKING) < 0) {
            if (state.parkReason() != null) {
                throw new InterruptedException("the run is asked to stop");
            }
            try {
                handOver(batch);
            } catch (LostAnswerException e) {
                if (!attempts.waitForNext(Duration.ZERO)) {
                    throw e;
                }
            } finally {
                if (batch.step() == Step.OPEN) {
                    leave(batch);
                }
            }
        }
        if (batch.step() == Step.WORKING) {
            await(batch);
        }
        if (batch.step() == Step.OVER) {
            results.fetch(batch, batch.lastInfo());
            batch.become(Step.MATCHED);
        }
    }

    private void handOver(BulkBatch batch) throws IOException, InterruptedException {
        if (batch.step() == Step.OPEN) {
            // An upload that was broken off; a job takes one upload only.
            abort(batch);
            return;
        }
        JobInfo job = create();
        batch.opened(job.id());
        LOG.debug("Job {} is open for {} rows", job.id(), batch.size());
        jobs.upload(job.id(), batch.body());
        close(batch);
    }

    private JobInfo create() throws IOException, InterruptedException {
        Instant start = clock.instant();
        try {
            return jobs.create();
        } catch (LostAnswerException e) {
            lost.add(start, clock.instant());
            throw e;
        }
    }

    private void close(BulkBatch batch) throws IOException, InterruptedException {
        try {
            jobs.close(batch.jobId());
        } catch (LostAnswerException e) {
            settleClose(batch, e);
        } catch (OrgFaultException e) {
            if (e.failureClass() != FailureClass.OUTCOME_UNKNOWN) {
                throw e;
            }
            settleClose(batch, e);
        }
        batch.become(Step.WORKING);
    }

    /** Asks what became of a request to close; a job that is still open is closed again. */
    private void settleClose(BulkBatch batch, IOException cause) throws IOException, InterruptedException {
        JobState now = ask(batch, cause);
        if (now == JobState.OPEN) {
            jobs.close(batch.jobId());
        }
    }

    /** While nobody knows whether the job was closed, its rows may be processed. */
    private JobState ask(BulkBatch batch, IOException cause) throws IOException, InterruptedException {
        batch.become(Step.WORKING);
        JobState now = jobs.info(batch.jobId()).state();
        LOG.info("Job {} is {} after a lost answer: {}", batch.jobId(), now.wireName(), cause.getMessage());
        if (now == JobState.OPEN) {
            batch.become(Step.OPEN);
        }
        return now;
    }

    private void await(BulkBatch batch) throws IOException, InterruptedException {
        Instant start = clock.instant();
        while (true) {
            JobInfo job = jobs.info(batch.jobId());
            Duration elapsed = Duration.between(start, clock.instant());
            if (job.state().isTerminal()) {
                LOG.debug("Job {} is {} after {}", job.id(), job.state().wireName(), elapsed);
                batch.over(job);
                return;
            }
            if (job.state() == JobState.OPEN) {
                // The request to close was lost on its way.
                jobs.close(batch.jobId());
            }
            if (elapsed.compareTo(jobTimeout) > 0) {
                state.park("job " + job.id() + " took longer than jobTimeout=" + jobTimeout
                        + "; it is left running, execute the run again to go on with it");
            }
            state.sleep(interval.after(elapsed));
        }
    }

    /** Ends an open job, whose rows then are known not to have been processed. */
    void abort(BulkBatch batch) throws IOException, InterruptedException {
        String id = batch.jobId();
        try {
            jobs.abort(id);
            LOG.info("Job {} was open and is aborted; nothing of it was processed", id);
            batch.become(Step.PLANNED);
        } catch (OrgFaultException e) {
            JobState now = jobs.info(id).state();
            batch.become(now == JobState.OPEN ? Step.OPEN : now == JobState.ABORTED ? Step.PLANNED : Step.WORKING);
            if (now == JobState.OPEN) {
                throw e;
            }
        }
    }

    /** Leaves no job open behind a failure or a stop, as far as the org can be reached. */
    private void leave(BulkBatch batch) {
        boolean interrupted = Thread.interrupted();
        try {
            abort(batch);
        } catch (IOException e) {
            LOG.warn("Job {} may still be open: {}", batch.jobId(), e.getMessage());
        } catch (InterruptedException e) {
            LOG.warn("Job {} may still be open: there was no time to abort it", batch.jobId());
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
