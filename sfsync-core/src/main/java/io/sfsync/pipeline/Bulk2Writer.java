/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.FailureClass;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.ledger.BatchStep;
import io.sfsync.outcome.Api;
import io.sfsync.salesforce.LostAnswerException;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobInfo;
import io.sfsync.salesforce.bulk2.JobState;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch through its Bulk 2.0 job. Until a job is closed nothing of it is processed, so that one whose upload
 * went wrong is aborted and the batch gets another; after that the job is only asked, never sent again.
 */
final class Bulk2Writer implements BulkWriter {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    /** A job whose figures stay the same for so long has come to rest. */
    private static final Duration STANDSTILL = Duration.ofSeconds(1);

    private final BulkJobClient jobs;
    private final Bulk2Results results;
    private final RunState state;
    private final RunTools tools;
    private final RetryPolicy retries;
    private final Waiting waiting;
    private final Clock clock;
    private final LostJobs lost;
    /** What was said last of jobs that are over and whose results are not fetched. */
    private final Map<String, JobInfo> over = new ConcurrentHashMap<>();

    Bulk2Writer(BulkJobClient jobs, Bulk2Results results, RunTools tools, LostJobs lost, Clock clock) {
        this.jobs = jobs;
        this.results = results;
        this.tools = tools;
        this.state = tools.state();
        this.retries = tools.retries();
        this.waiting = new Waiting(tools.options(), state, clock);
        this.clock = clock;
        this.lost = lost;
    }

    @Override
    public void write(BulkBatch batch) throws Exception {
        RetryPolicy.Attempts attempts = retries.start();
        try {
            while (!batch.step().isHandedOver() || batch.step() == BatchStep.SENDING) {
                state.checkPark();
                try {
                    handOver(batch);
                } catch (LostAnswerException e) {
                    if (!attempts.waitForNext(Duration.ZERO)) {
                        throw e;
                    }
                }
            }
        } finally {
            if (batch.step().isOpen()) {
                leave(batch);
            }
        }
        if (batch.step().compareTo(BatchStep.OVER) < 0) {
            await(batch);
        }
    }

    @Override
    public boolean isClean(BulkBatch batch) {
        JobInfo known = over.get(batch.jobId());
        return known != null
                && known.state() == JobState.JOB_COMPLETE
                && known.failed() == 0
                && known.processed() == batch.positions().size();
    }

    @Override
    public RowOutcomes fetch(BulkBatch batch) throws Exception {
        JobInfo known = over.remove(batch.jobId());
        return results.fetch(batch, known == null ? jobs.info(batch.jobId()) : known);
    }

    private void handOver(BulkBatch batch) throws IOException, InterruptedException {
        if (batch.step() == BatchStep.SENDING) {
            settle(batch);
            return;
        }
        if (batch.step() == BatchStep.UPLOADED) {
            close(batch);
            return;
        }
        if (batch.step().isOpen()) {
            // An upload that was broken off; a job takes one upload only.
            abort(batch);
            return;
        }
        tools.client()
                .takeBatches(
                        RunEstimate.bulkApiBatches(Api.BULK2, batch.positions().size(), 1));
        JobInfo job = create(batch);
        batch.opened(job.id(), BatchStep.OPEN);
        tools.progress().jobCreated(job.id());
        LOG.debug("Job {} is open for {} rows", job.id(), batch.positions().size());
        batch.become(BatchStep.UPLOADING);
        jobs.upload(job.id(), batch.body());
        batch.become(BatchStep.UPLOADED);
        close(batch);
    }

    private JobInfo create(BulkBatch batch) throws IOException, InterruptedException {
        batch.become(BatchStep.CREATING);
        Instant start = clock.instant();
        try {
            return jobs.create();
        } catch (LostAnswerException e) {
            lost.add(start, clock.instant());
            throw e;
        }
    }

    private void close(BulkBatch batch) throws IOException, InterruptedException {
        batch.become(BatchStep.SENDING);
        try {
            jobs.close(batch.jobId());
            batch.become(BatchStep.CLOSED);
        } catch (LostAnswerException e) {
            settle(batch, e);
        } catch (OrgFaultException e) {
            if (e.failureClass() != FailureClass.OUTCOME_UNKNOWN) {
                batch.become(BatchStep.UPLOADED);
                throw e;
            }
            settle(batch, new LostAnswerException("closing job " + batch.jobId(), e));
        } catch (IOException e) {
            batch.become(BatchStep.UPLOADED);
            throw e;
        }
    }

    private void settle(BulkBatch batch, LostAnswerException loss) throws IOException, InterruptedException {
        settle(batch);
        if (batch.step() == BatchStep.UPLOADED) {
            throw loss;
        }
    }

    @Override
    public void settle(BulkBatch batch) throws IOException, InterruptedException {
        JobState now = jobs.info(batch.jobId()).state();
        LOG.info("Job {} is {} after a lost answer", batch.jobId(), now.wireName());
        batch.become(now == JobState.OPEN ? BatchStep.UPLOADED : BatchStep.CLOSED);
    }

    private void await(BulkBatch batch) throws IOException, InterruptedException {
        Waiting.Turn turn = waiting.start("job " + batch.jobId());
        while (true) {
            JobInfo job = jobs.info(batch.jobId());
            tools.progress().jobAsked(job);
            if (job.state().isTerminal()) {
                LOG.debug("Job {} is {}", job.id(), job.state().wireName());
                over.put(job.id(), job);
                batch.become(BatchStep.OVER);
                return;
            }
            if (job.state() == JobState.OPEN) {
                // The request to close was lost on its way.
                jobs.close(batch.jobId());
            }
            if (job.state() == JobState.IN_PROGRESS && batch.step() != BatchStep.IN_PROGRESS) {
                batch.become(BatchStep.IN_PROGRESS);
            }
            turn.sleep(job.processed(), batch.positions().size());
        }
    }

    @Override
    public void abort(BulkBatch batch) throws IOException, InterruptedException {
        String id = batch.jobId();
        try {
            jobs.abort(id);
            LOG.info("Job {} was open and is aborted; nothing of it was processed", id);
            batch.become(BatchStep.PLANNED);
        } catch (OrgFaultException e) {
            JobState now = jobs.info(id).state();
            if (now == JobState.OPEN) {
                throw e;
            }
            batch.become(now == JobState.ABORTED ? BatchStep.PLANNED : BatchStep.CLOSED);
        }
    }

    @Override
    public void kill(BulkBatch batch) throws IOException, InterruptedException {
        try {
            jobs.abort(batch.jobId());
            LOG.info("Job {} is aborted; what it has processed stays", batch.jobId());
            awaitStandstill(batch.jobId());
        } catch (OrgFaultException e) {
            LOG.info("Job {} is over already: {}", batch.jobId(), e.getMessage());
        }
    }

    /** What an aborted job is at when it is aborted still comes to its end. */
    private void awaitStandstill(String job) throws IOException, InterruptedException {
        long before = -2;
        long now = jobs.info(job).processed();
        while (now != before) {
            before = now;
            state.sleep(STANDSTILL);
            now = jobs.info(job).processed();
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
