/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2query;

import io.sfsync.localorg.bulk.BulkIds;
import io.sfsync.localorg.soql.Export;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query jobs of the org, and the threads that process them. Thread-safe. */
public final class QueryJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueryJobs.class);

    /** Jobs and results are kept so long (Bulk API 2.0 Developer Guide, Limits). */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final int THREADS = 2;

    private final BulkIds ids;
    private final Clock clock;
    private final Path folder;
    private final ExecutorService threads;
    private final Map<String, QueryJob> jobs = new LinkedHashMap<>();

    /**
     * No jobs yet.
     *
     * @param ids gives out job ids
     * @param clock when jobs are created and grow old
     * @param folder where results are kept; they go when the jobs are closed
     */
    public QueryJobs(BulkIds ids, Clock clock, Path folder) {
        this.ids = ids;
        this.clock = clock;
        this.folder = folder;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "local-org-query");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Creates a job and hands it to the next free thread; what the job was before that. */
    QueryJob.Snapshot start(QueryJobSpec spec, Export export) {
        String id = ids.job();
        Path place = folder.resolve(id);
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException("the local org cannot write to " + place, e);
        }
        QueryJob job = new QueryJob(id, spec, place, clock);
        synchronized (jobs) {
            jobs.put(BulkIds.key(id), job);
        }
        QueryJob.Snapshot created = job.snapshot();
        threads.execute(() -> run(job, export));
        return created;
    }

    private static void run(QueryJob job, Export export) {
        if (!job.move(QueryJobState.InProgress)) {
            return;
        }
        ColumnOrder order = ColumnOrder.of(export.columns(), job.spec().apiVersion());
        try (ResultFile.Writer writer = job.results().writer(order.apply(export.columns()))) {
            export.rows(cells -> {
                if (job.state().isTerminal()) {
                    throw new IOException("the job was aborted");
                }
                writer.row(order.apply(cells));
            });
        } catch (IOException | RuntimeException e) {
            LOG.debug("query job {} ended early", job.id(), e);
            job.fail("InternalServerError : " + e.getMessage());
        }
        job.move(QueryJobState.JobComplete);
    }

    Optional<QueryJob> find(String id) {
        expire();
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(BulkIds.key(id)));
        }
    }

    List<QueryJob> list() {
        expire();
        synchronized (jobs) {
            return new ArrayList<>(jobs.values());
        }
    }

    void delete(QueryJob job) {
        synchronized (jobs) {
            jobs.remove(BulkIds.key(job.id()));
        }
        discard(job);
    }

    /** Aborts and forgets every job. */
    public void reset() {
        for (QueryJob job : list()) {
            job.move(QueryJobState.Aborted);
            delete(job);
        }
    }

    private void expire() {
        Instant oldest = clock.instant().minus(KEPT);
        List<QueryJob> old;
        synchronized (jobs) {
            old = jobs.values().stream()
                    .filter(job -> job.created().isBefore(oldest))
                    .toList();
        }
        old.forEach(this::delete);
    }

    private static void discard(QueryJob job) {
        try {
            job.discard();
        } catch (IOException e) {
            LOG.debug("files of job {} stay behind", job.id(), e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        reset();
    }
}
