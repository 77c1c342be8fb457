/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.batch.RowResults;
import io.sfsync.failure.FailureClass;
import io.sfsync.failure.FailureClassifier;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.RecordError;
import io.sfsync.salesforce.ResultError;
import io.sfsync.salesforce.bulk1.BatchInfo;
import io.sfsync.salesforce.bulk1.BatchState;
import io.sfsync.salesforce.bulk1.Bulk1Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Downloads the results of a Bulk 1.0 batch, whose n-th row is about the n-th row that was sent. */
final class Bulk1Results {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final Bulk1Client client;
    private final boolean mayInsert;
    private final RunTools tools;

    /**
     * @param mayInsert whether a row that is sent twice may be created twice
     */
    Bulk1Results(Bulk1Client client, boolean mayInsert, RunTools tools) {
        this.client = client;
        this.mayInsert = mayInsert;
        this.tools = tools;
    }

    /** Puts into the slots what became of each row. */
    RowOutcomes fetch(BulkBatch batch, BatchInfo info) throws Exception {
        return info.state() == BatchState.COMPLETED ? completed(batch, info) : ended(batch, info);
    }

    private RowOutcomes completed(BulkBatch batch, BatchInfo info) throws Exception {
        RetryPolicy.Attempts attempts = tools.retries().start();
        int sent = batch.positions().size();
        while (true) {
            RowOutcomes outcomes = new RowOutcomes(batch, Api.BULK1, tools);
            int rows = read(batch, info, outcomes);
            if (rows > sent) {
                throw failed(
                        batch,
                        info,
                        "the results of batch " + info.id() + " have " + rows + " rows, and " + sent
                                + " were sent: they cannot be told apart");
            }
            if (rows == sent) {
                return outcomes;
            }
            LOG.info("The results of batch {} lack {} rows, they are downloaded again", info.id(), sent - rows);
            if (!attempts.waitForNext(Duration.ZERO)) {
                outcomes.fillGaps(Reasons.noResult(batch.jobId()));
                return outcomes;
            }
        }
    }

    private int read(BulkBatch batch, BatchInfo info, RowOutcomes outcomes) throws IOException, InterruptedException {
        Path file = tools.folder().batch(batch.number(), "result");
        client.result(batch.jobId(), info.id(), () -> tools.folder().openNew(file));
        int sent = batch.positions().size();
        try {
            return RowResults.read(file, (ordinal, id, success, created, error) -> {
                if (ordinal >= sent) {
                    return;
                }
                if (success) {
                    outcomes.saved(ordinal, id, created);
                } else {
                    outcomes.refused(ordinal, id, ResultError.parse(error));
                }
            });
        } finally {
            outcomes.flush();
            Files.delete(file);
        }
    }

    /** A batch that was not processed to its end has no results. */
    private RowOutcomes ended(BulkBatch batch, BatchInfo info) throws IOException {
        RowOutcomes outcomes = new RowOutcomes(batch, Api.BULK1, tools);
        boolean failed = info.state() == BatchState.FAILED;
        boolean forGood = !failed
                || FailureClassifier.classify(Api.BULK1, FailureClassifier.ANSWERED, info.code())
                        == FailureClass.ABORT_RUN;
        boolean untouched = forGood || info.processed() == 0;
        boolean again = !forGood && !batch.isLastRound();
        boolean meant = tools.state().isAborting() && info.state() == BatchState.NOT_PROCESSED;
        if (!again && !meant) {
            tools.state().fail(failed(batch, info, describe(batch, info)));
        }
        List<RecordError> why = Reasons.jobEnded(
                batch.jobId(), failed ? info.stateMessage() : info.state().wireName());
        for (int i = 0; i < batch.positions().size(); i++) {
            if (untouched || (again && !mayInsert)) {
                outcomes.unprocessed(i, why, again);
            } else {
                outcomes.unknown(i, Reasons.batchFailed(info.id(), info.stateMessage()));
            }
        }
        outcomes.flush();
        return outcomes;
    }

    private static JobFailedException failed(BulkBatch batch, BatchInfo info, String message) {
        return new JobFailedException(
                message, batch.jobId(), info.id(), info.state().wireName(), info.stateMessage());
    }

    private static String describe(BulkBatch batch, BatchInfo info) {
        return info.state() == BatchState.NOT_PROCESSED
                ? "job " + batch.jobId() + " was aborted by somebody else; what it had not processed is unprocessed"
                : "batch " + info.id() + " of job " + batch.jobId() + " failed: " + info.stateMessage();
    }
}
