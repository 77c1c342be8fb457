/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.RunFolder;
import io.sfsync.failure.FailureClass;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.ledger.BatchStep;
import io.sfsync.salesforce.LostAnswerException;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.bulk1.BatchInfo;
import io.sfsync.salesforce.bulk1.BatchState;
import io.sfsync.salesforce.bulk1.Bulk1Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches through Bulk 1.0 jobs. A batch may be processed as soon as it is sent. If the answer to sending it is
 * lost, its job is closed, so that it cannot arrive any more, and the batches that the job has are read back: it is
 * either one of them, or was never taken.
 */
final class Bulk1Writer implements BulkWriter {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final Bulk1Client client;
    private final Bulk1Jobs jobs;
    private final Bulk1Results results;
    private final RunFolder folder;
    private final RunState state;
    private final RetryPolicy retries;
    private final Waiting waiting;
    private final WidthFinder width;

    Bulk1Writer(
            Bulk1Client client, Bulk1Jobs jobs, Bulk1Results results, WidthFinder width, RunTools tools, Clock clock) {
        this.width = width;
        this.client = client;
        this.jobs = jobs;
        this.results = results;
        this.folder = tools.folder();
        this.state = tools.state();
        this.retries = tools.retries();
        this.waiting = new Waiting(tools.options(), state, clock);
    }

    @Override
    public void write(BulkBatch batch) throws Exception {
        RetryPolicy.Attempts attempts = retries.start();
        if (batch.partId() != null) {
            jobs.take(String.valueOf(batch.partId()));
            jobs.adopt(batch.jobId());
        }
        while (!batch.step().isHandedOver() || batch.partId() == null) {
            state.checkPark();
            try {
                if (batch.step() == BatchStep.SENDING) {
                    settle(batch);
                } else {
                    send(batch);
                }
            } catch (LostAnswerException e) {
                if (!attempts.waitForNext(Duration.ZERO)) {
                    throw e;
                }
            }
        }
        if (batch.step().compareTo(BatchStep.OVER) < 0) {
            await(batch);
        }
    }

    private void send(BulkBatch batch) throws IOException, InterruptedException {
        client.takeBatch();
        batch.become(BatchStep.CREATING);
        String job = jobs.forNextBatch();
        batch.opened(job, BatchStep.SENDING);
        try {
            taken(batch, client.add(job, batch.body()));
        } catch (LostAnswerException e) {
            throw e;
        } catch (OrgFaultException e) {
            // The job was closed meanwhile: by another batch whose answer was lost, or by somebody else.
            batch.become(BatchStep.PLANNED);
            if (e.failureClass() != FailureClass.OUTCOME_UNKNOWN) {
                throw e;
            }
            jobs.close(job);
        } catch (IOException e) {
            batch.become(BatchStep.PLANNED);
            throw e;
        }
    }

    private void taken(BulkBatch batch, BatchInfo info) throws IOException {
        jobs.take(info.id());
        batch.taken(info.id());
        LOG.debug(
                "Batch {} of job {} holds {} rows",
                info.id(),
                batch.jobId(),
                batch.positions().size());
    }

    @Override
    public void settle(BulkBatch batch) throws IOException, InterruptedException {
        String job = batch.jobId();
        jobs.close(job);
        for (BatchInfo info : client.batches(job)) {
            if (!jobs.isTaken(info.id()) && isSame(batch, info) && jobs.take(info.id())) {
                LOG.info("Batch {} of job {} was taken, though the answer was lost", info.id(), job);
                taken(batch, info);
                return;
            }
        }
        LOG.info("Job {} did not take the rows whose answer was lost; they go again", job);
        batch.become(BatchStep.PLANNED);
    }

    private boolean isSame(BulkBatch batch, BatchInfo info) throws IOException, InterruptedException {
        Path copy = folder.batch(batch.number(), "request");
        client.request(batch.jobId(), info.id(), () -> folder.openNew(copy));
        boolean same = Files.mismatch(batch.body(), copy) < 0;
        Files.delete(copy);
        return same;
    }

    private void await(BulkBatch batch) throws IOException, InterruptedException {
        Waiting.Turn turn = waiting.start("batch " + batch.partId() + " of job " + batch.jobId());
        while (true) {
            BatchInfo info = jobs.board(batch.jobId())
                    .get(String.valueOf(batch.partId()), turn.pause().dividedBy(2));
            if (info.state().isTerminal()) {
                LOG.debug("Batch {} is {}", info.id(), info.state().wireName());
                batch.become(BatchStep.OVER);
                return;
            }
            if (info.state() == BatchState.IN_PROGRESS && batch.step() != BatchStep.IN_PROGRESS) {
                batch.become(BatchStep.IN_PROGRESS);
            }
            turn.sleep();
        }
    }

    @Override
    public boolean isClean(BulkBatch batch) throws IOException, InterruptedException {
        BatchInfo info = over(batch);
        return info.state() == BatchState.COMPLETED
                && info.failed() == 0
                && info.processed() == batch.positions().size();
    }

    /** A batch that is over is asked for only where this process has not heard of its end. */
    private BatchInfo over(BulkBatch batch) throws IOException, InterruptedException {
        return jobs.board(batch.jobId()).get(String.valueOf(batch.partId()), Duration.ZERO);
    }

    @Override
    public RowOutcomes fetch(BulkBatch batch) throws Exception {
        String job = batch.jobId();
        RowOutcomes outcomes = results.fetch(batch, over(batch));
        outcomes.tell(width);
        if (!outcomes.again().isEmpty()) {
            jobs.retire(job);
        }
        return outcomes;
    }

    /** A job of Bulk 1.0 holds other batches, too, and what it has not taken it cannot process. */
    @Override
    public void abort(BulkBatch batch) throws IOException {
        batch.become(BatchStep.PLANNED);
    }

    @Override
    public void kill(BulkBatch batch) throws IOException, InterruptedException {
        jobs.abort(batch.jobId());
    }
}
