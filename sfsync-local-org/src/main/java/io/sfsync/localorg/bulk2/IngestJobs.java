/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk2;

import io.sfsync.localorg.bulk.BulkIds;
import io.sfsync.localorg.bulk.BulkQuota;
import io.sfsync.localorg.bulk.ChunkRunner;
import io.sfsync.localorg.store.OrgStore;
import io.sfsync.localorg.switches.Switch;
import io.sfsync.localorg.switches.Switches;
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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest jobs of the org, and the threads that process them. Thread-safe. */
public final class IngestJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestJobs.class);

    /** Jobs and results are kept so long (Bulk API 2.0 Developer Guide, Limits). */
    private static final Duration KEPT = Duration.ofDays(7);

    /** A job may stay open so long (Bulk API 2.0 Developer Guide, Limits). */
    private static final Duration OPEN = Duration.ofHours(24);

    private static final long STOP_NANOS = Duration.ofSeconds(10).toNanos();

    private final OrgStore store;
    private final BulkIds ids;
    private final ChunkRunner runner;
    private final Clock clock;
    private final long seed;
    private final Switches switches;
    private final BulkQuota quota;
    private final Path folder;
    private final ExecutorService threads;
    private final ExecutorService helpers;
    private final Map<String, IngestJob> jobs = new LinkedHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile int mostRunning;

    /**
     * No jobs yet.
     *
     * @param folder where the data of jobs is kept; its content goes when the jobs are closed
     * @param parallelJobs how many jobs are processed at the same time, at least 1
     * @param seed decides the order of results
     * @param quota the batches that are left
     * @param switches whether results are shuffled
     */
    public IngestJobs(
            OrgStore store,
            BulkIds ids,
            ChunkRunner runner,
            Clock clock,
            Path folder,
            int parallelJobs,
            long seed,
            Switches switches,
            BulkQuota quota) {
        this.store = store;
        this.ids = ids;
        this.runner = runner;
        this.clock = clock;
        this.folder = folder;
        this.seed = seed;
        this.switches = switches;
        this.quota = quota;
        threads = Executors.newFixedThreadPool(parallelJobs, named("local-org-ingest-"));
        helpers = Executors.newCachedThreadPool(named("local-org-ingest-io-"));
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** How many jobs were processed at the same time at most. */
    public int mostRunning() {
        return mostRunning;
    }

    IngestJob create(JobSpec spec) {
        String id = ids.job();
        Path place = folder.resolve(id);
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException("the local org cannot write to " + place, e);
        }
        synchronized (jobs) {
            boolean shuffled = switches.is(Switch.BULK2_RESULT_ORDER, "shuffled");
            JobResults results = new JobResults(place, seed + jobs.size(), shuffled);
            IngestJob job = new IngestJob(id, spec, place, clock, results);
            jobs.put(BulkIds.key(id), job);
            return job;
        }
    }

    Optional<IngestJob> find(String id) {
        expire();
        synchronized (jobs) {
            return Optional.ofNullable(jobs.get(BulkIds.key(id)));
        }
    }

    List<IngestJob> list() {
        expire();
        synchronized (jobs) {
            return new ArrayList<>(jobs.values());
        }
    }

    /** Hands a closed job to the next free thread. */
    void process(IngestJob job) {
        threads.execute(() -> {
            int now = running.incrementAndGet();
            mostRunning = Math.max(mostRunning, now);
            try {
                new IngestRun(job, store, runner, quota, helpers).run();
            } finally {
                finished();
            }
        });
    }

    private void finished() {
        synchronized (running) {
            running.decrementAndGet();
            running.notifyAll();
        }
    }

    void delete(IngestJob job) {
        synchronized (jobs) {
            jobs.remove(BulkIds.key(job.id()));
        }
        discard(job);
    }

    /** Aborts and forgets every job, and waits until no thread works on one. */
    public void reset() {
        List<IngestJob> old;
        synchronized (jobs) {
            old = new ArrayList<>(jobs.values());
            jobs.clear();
        }
        old.forEach(IngestJob::abort);
        awaitQuiet();
        old.forEach(IngestJobs::discard);
        mostRunning = 0;
    }

    private void awaitQuiet() {
        long deadline = System.nanoTime() + STOP_NANOS;
        synchronized (running) {
            try {
                while (running.get() > 0 && System.nanoTime() < deadline) {
                    running.wait(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void expire() {
        Instant now = clock.instant();
        List<IngestJob> old = new ArrayList<>();
        synchronized (jobs) {
            for (IngestJob job : jobs.values()) {
                if (job.created().plus(KEPT).isBefore(now)) {
                    old.add(job);
                } else if (job.created().plus(OPEN).isBefore(now) && job.state() == JobState.Open) {
                    job.fail("InvalidJobState : The job was open for more than 24 hours");
                }
            }
        }
        old.forEach(this::delete);
    }

    private static void discard(IngestJob job) {
        try {
            job.results().close();
            Files.deleteIfExists(job.contentFile());
            Files.deleteIfExists(job.folder());
        } catch (IOException e) {
            LOG.debug("files of job {} stay behind: {}", job.id(), e.toString());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        reset();
        helpers.shutdown();
    }
}
