/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.failure.Backoff;
import io.sfsync.failure.RetryPolicy;
import io.sfsync.ledger.RunSummary;
import io.sfsync.outcome.Api;
import io.sfsync.outcome.Operation;
import io.sfsync.salesforce.Compression;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.OrgConnection;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.bulk1.BatchInfo;
import io.sfsync.salesforce.bulk1.Bulk1Client;
import io.sfsync.salesforce.bulk1.Bulk1JobRequest;
import io.sfsync.salesforce.bulk1.ConcurrencyMode;
import io.sfsync.salesforce.bulk2.BulkJobClient;
import io.sfsync.salesforce.bulk2.JobInfo;
import io.sfsync.salesforce.bulk2.JobRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Asks the org for the jobs of a run of the ledger, as they are now. */
public final class RunJobs {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Bulk1Client bulk1;
    private final BulkJobClient bulk2;
    private final RunSummary run;

    /**
     * A job as the org tells it.
     *
     * @param id of the job
     * @param batch id of one of its batches, empty for a job of Bulk 2.0, which has none of its own
     * @param state of the batch or job, such as {@code InProgress}; why the org does not tell it where it does not
     * @param processed rows that were processed so far, -1 where the org does not say
     */
    public record JobState(String id, String batch, String state, long processed) {}

    private RunJobs(OrgConnection connection, RunSummary run) {
        RetryPolicy retries = new RetryPolicy(
                1,
                new Backoff(Duration.ofMillis(500), Backoff.MAX_DELAY),
                PATIENCE,
                new RunState(null, () -> {}),
                Clock.systemUTC(),
                () -> 0.5);
        OrgClient client = new OrgClient(connection, retries, new LongAdder());
        Map<String, String> manifest = run.manifest();
        Operation operation = Operation.parse(manifest.getOrDefault("operation", ""));
        String object = manifest.getOrDefault("object", "");
        OrgClient once = client.withoutRetries();
        bulk1 = new Bulk1Client(
                client,
                once,
                new Bulk1JobRequest(operation, object, null, ConcurrencyMode.PARALLEL, null, Map.of()),
                Compression.NONE);
        bulk2 = new BulkJobClient(
                client, once, new JobRequest(operation, object, null, null, Map.of()), Compression.NONE);
        this.run = run;
    }

    /** The states of a run's jobs, for Bulk 1.0 those of their batches; empty for a run over collections. */
    public static List<JobState> ask(OrgConnection connection, RunSummary run)
            throws IOException, InterruptedException {
        List<JobState> states = new ArrayList<>();
        if (!run.jobs().isEmpty()) {
            RunJobs jobs = new RunJobs(connection, run);
            for (String job : run.jobs()) {
                jobs.ask(job, states);
            }
        }
        return states;
    }

    private void ask(String job, List<JobState> states) throws IOException, InterruptedException {
        try {
            if (Api.parse(run.manifest().getOrDefault("api", "")) == Api.BULK1) {
                states.add(new JobState(job, "", bulk1.state(job), -1));
                for (BatchInfo batch : bulk1.batches(job)) {
                    states.add(new JobState(job, batch.id(), batch.state().wireName(), batch.processed()));
                }
            } else {
                JobInfo info = bulk2.info(job);
                states.add(new JobState(job, "", info.state().wireName(), info.processed()));
            }
        } catch (OrgFaultException e) {
            states.add(new JobState(job, "", e.getMessage() + "", -1));
        }
    }
}
