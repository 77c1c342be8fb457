/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.salesforce.LostAnswerException;
import io.sfsync.salesforce.OrgFaultException;
import io.sfsync.salesforce.bulk1.BatchInfo;
import io.sfsync.salesforce.bulk1.Bulk1Client;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Bulk 1.0 jobs of a run: one that takes batches, and older ones. Safe for use by many threads. */
final class Bulk1Jobs {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");
    /** A job takes batches for a day (Bulk API Developer Guide, Bulk API Limits). */
    private static final Duration MAX_AGE = Duration.ofHours(23);
    /** The list of a job's batches is one answer, which should not grow without bound. */
    private static final int MAX_BATCHES = 1_000;

    private static final int CLOSING_TRIES = 2;

    private final Bulk1Client client;
    private final Progress progress;
    private final LostJobs lost;
    private final Clock clock;
    private final Map<String, Board> boards = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> aborted = new HashSet<>();
    private @Nullable String current;
    private Instant createdAt = Instant.MIN;
    private int batches;

    Bulk1Jobs(Bulk1Client client, Progress progress, LostJobs lost, Clock clock) {
        this.client = client;
        this.progress = progress;
        this.lost = lost;
        this.clock = clock;
    }

    /** The job that takes the next batch; it is created where there is none. */
    synchronized String forNextBatch() throws IOException, InterruptedException {
        String job = current;
        Instant now = clock.instant();
        if (job != null && batches < MAX_BATCHES && now.isBefore(createdAt.plus(MAX_AGE))) {
            batches++;
            return job;
        }
        if (job != null) {
            close(job);
        }
        String created = create(now);
        current = created;
        open.add(created);
        createdAt = now;
        batches = 1;
        progress.jobCreated(created);
        return created;
    }

    private String create(Instant start) throws IOException, InterruptedException {
        try {
            return client.create();
        } catch (LostAnswerException e) {
            lost.add(start, clock.instant());
            throw e;
        }
    }

    /** A job that an earlier process has created, and may have left open; it takes no further batch. */
    synchronized void adopt(String job) {
        if (!job.equals(current)) {
            open.add(job);
        }
    }

    /** Ends a job before its time; batches that wait are not processed. */
    synchronized void abort(String job) throws IOException, InterruptedException {
        retire(job);
        if (!aborted.add(job)) {
            return;
        }
        try {
            client.abort(job);
            LOG.info("Job {} is aborted; what it has processed stays", job);
        } catch (OrgFaultException e) {
            LOG.info("Job {} is over already: {}", job, e.getMessage());
        }
        open.remove(job);
    }

    /** Rows that did not come through go again in another job. */
    synchronized void retire(String job) {
        if (job.equals(current)) {
            current = null;
        }
    }

    /** From now on nothing can get into this job, not even a request that is still on its way. */
    synchronized void close(String job) throws IOException, InterruptedException {
        retire(job);
        try {
            client.close(job);
        } catch (OrgFaultException | LostAnswerException e) {
            String state = client.state(job);
            if (state.equals("Open")) {
                throw e;
            }
            LOG.debug("Job {} is {} already", job, state);
        }
        open.remove(job);
    }

    /** Closes what is open, as far as the org can be reached; batches that are there go on. */
    synchronized void closeAll() throws InterruptedException {
        for (String job : Set.copyOf(open)) {
            boolean closed = false;
            for (int i = 0; i < CLOSING_TRIES && !closed; i++) {
                closed = isClosed(job);
            }
            if (!closed) {
                LOG.warn("Job {} may still be open, close it in Setup", job);
            }
        }
    }

    private boolean isClosed(String job) throws InterruptedException {
        try {
            close(job);
            return true;
        } catch (IOException e) {
            LOG.info("Job {} could not be closed: {}", job, e.getMessage());
            return false;
        }
    }

    /** A batch on the org belongs to one of the run's batches. */
    synchronized boolean take(String batchId) {
        return taken.add(batchId);
    }

    /** Whether a batch on the org belongs to one of the run's batches. */
    synchronized boolean isTaken(String batchId) {
        return taken.contains(batchId);
    }

    /** What is known of the batches of a job. */
    synchronized Board board(String job) {
        return boards.computeIfAbsent(job, Board::new);
    }

    /** The batches of one job: one answer serves everybody who waits for one of them. */
    final class Board {
        private final String job;
        private final Map<String, BatchInfo> infos = new HashMap<>();
        private Instant asked = Instant.MIN;

        private Board(String job) {
            this.job = job;
        }

        /** The state of a batch, not older than this. */
        synchronized BatchInfo get(String batchId, Duration maxAge) throws IOException, InterruptedException {
            BatchInfo known = infos.get(batchId);
            if (known == null
                    || (!known.state().isTerminal() && asked.plus(maxAge).isBefore(clock.instant()))) {
                refresh();
            }
            BatchInfo info = infos.get(batchId);
            if (info == null) {
                throw new IOException("job " + job + " does not list its batch " + batchId + " any more");
            }
            return info;
        }

        private void refresh() throws IOException, InterruptedException {
            for (BatchInfo info : client.batches(job)) {
                infos.put(info.id(), info);
            }
            asked = clock.instant();
        }
    }
}
